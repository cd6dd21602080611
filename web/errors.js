/** The one error for what a person can mend: it names the thing, the value and the remedy, in one line. */
export class UserError extends Error {}
