// The light build has the same types; the package declares them for the full one only.
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
