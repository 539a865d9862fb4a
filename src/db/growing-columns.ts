/** Types of columns that can be read in binary. */
export type ColumnType = "int8" | "int4" | "int2" | "float8" | "float4" | "timestamptz" | "text";

interface ArrayOf {
  /** Exact up to 2^53. */
  int8: Float64Array;
  int4: Int32Array;
  int2: Int16Array;
  float8: Float64Array;
  float4: Float32Array;
  /** Seconds since 1970. */
  timestamptz: Float64Array;
  text: string[];
}

/** One array for each type, in the same order. A null is -1 among whole numbers, NaN among others and "" among texts. */
export type Columns<Types extends readonly ColumnType[]> = { [Index in keyof Types]: ArrayOf[Types[Index]] };

export type Column = ArrayOf[ColumnType];

const firstCapacity = 1024;

/** Columns whose length is known only at the end: the arrays double when they are full. */
export class GrowingColumns {
  readonly types: readonly ColumnType[];
  readonly arrays: Column[];
  rowCount = 0;
  capacity = firstCapacity;

  constructor(types: readonly ColumnType[]) {
    this.types = types;
    this.arrays = types.map((type) => allocate(type, firstCapacity));
  }

  grow(): void {
    this.capacity *= 2;
    for (const [index, array] of this.arrays.entries()) {
      if (Array.isArray(array)) continue;
      const larger = allocate(this.types[index] as ColumnType, this.capacity) as Float64Array;
      larger.set(array);
      this.arrays[index] = larger;
    }
  }

  /** The columns, cut to the rows that are there. */
  finish(): Column[] {
    return this.arrays.map((array) => (Array.isArray(array) ? array : array.slice(0, this.rowCount)));
  }
}

function allocate(type: ColumnType, length: number): Column {
  switch (type) {
    case "int4":
      return new Int32Array(length);
    case "int2":
      return new Int16Array(length);
    case "float4":
      return new Float32Array(length);
    case "text":
      return [];
    default:
      return new Float64Array(length);
  }
}
