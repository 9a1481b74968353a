// What a path reader gives when the value is not plain data and the full interpreter must look at it.
export const NOT_PLAIN = Symbol('not plain');
