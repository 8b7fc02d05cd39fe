import { site } from '../api/endpoints';
import type { SiteContact } from '../api/types';
import { useLoad } from '../api/useLoad';

let known: Promise<SiteContact> | undefined;

/** Asked for once; what could not be read is asked for again next time. */
function read(): Promise<SiteContact> {
  known ??= site.contact();
  known.catch(() => (known = undefined));
  return known;
}

/**
 * How to reach whoever runs this place; undefined until it is known, and when there is no such way.
 */
export function useContact(): { address: string; link: string } | undefined {
  const { data } = useLoad('site-contact', read);
  return data?.address && data.link ? { address: data.address, link: data.link } : undefined;
}
