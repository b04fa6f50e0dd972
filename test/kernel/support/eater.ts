/** A command of one process, which takes more memory than any limit here: whoever else asked for some could be the one the kernel takes. */
export const EATER = ['perl', '-e', '$x = "a" x 200_000_000'];
