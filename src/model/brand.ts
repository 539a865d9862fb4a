declare const brand: unique symbol;

/** A primitive that the compiler keeps apart from every other: an account id is not a ring id. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
