/** Something that `lab up` stops at, for it cannot be taken back: a person looks first. Its exit code is 3. */
export class Danger extends Error {}
