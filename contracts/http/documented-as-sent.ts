/** Whether a documented class and the type that is really sent have the same properties, optional ones included. */
export type Same<Documented, Sent> = [Required<Documented>, Required<Sent>] extends [Required<Sent>, Required<Documented>] ? true : false;

/** Give it the union of all comparisons: one `false` among them does not compile. */
export type Checked<AllSame extends true> = AllSame;
