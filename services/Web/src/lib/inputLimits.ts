interface Limits {
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

/**
 * What an input may hold, as its attributes. Whether it holds enough is said in words, by the form
 * or the server.
 */
export const inputLimits = ({ maxLength, minimum, maximum }: Limits) => ({
  ...(maxLength === undefined ? {} : { maxLength }),
  ...(minimum === undefined ? {} : { min: minimum }),
  ...(maximum === undefined ? {} : { max: maximum }),
});
