/** Where the time comes from. Only `main` makes one that reads the machine's. */
export interface Clock {
  now(): Date;
}
