/** Only ways inside this site: "//elsewhere" is another host. */
export function wayBack(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}
