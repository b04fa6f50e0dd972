/** Names of the kernel that specs use, each with a sentence for people. */
export type Words = Readonly<Record<string, string>>;
