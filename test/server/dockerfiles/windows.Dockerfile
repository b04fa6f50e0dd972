# escape=`
# check=skip=FromPlatformFlagConstDisallowed
FROM --platform=windows/amd64 mcr.example.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
WORKDIR C:\app
COPY bin\ C:\app\
RUN Invoke-WebRequest `
        -Uri https://example.com/x.zip `
        -OutFile C:\x.zip ; `
    Expand-Archive C:\x.zip -DestinationPath C:\x
USER ContainerUser
ENTRYPOINT ["C:\\app\\server.exe"]
