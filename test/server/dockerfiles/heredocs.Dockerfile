FROM alpine:3.20
RUN <<ONE cat > /a && <<TWO cat > /b
one
ONE
two $HOME ${unclosed
TWO
RUN python3 <<'EOF'
print("it's")
if True:
    print('''RUN''')
EOF
COPY <<robots.txt <<humans.txt /usr/share/nginx/html/
User-agent: *
robots.txt
People
humans.txt
RUN <<-EOF
	echo tabs
	EOF
ADD <<EOF /x
y
EOF
ONBUILD RUN <<EOF
later
EOF
CMD ["cat", "/a"]
