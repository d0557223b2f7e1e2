/** Thrown where the cases of a suite are not to be had; the message says why. */
export class Skipped extends Error {}
