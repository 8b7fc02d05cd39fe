import { http } from '../api/http';
import { useLoad } from '../api/useLoad';

export interface SiteContact {
  /** As people read it; null when whoever runs this place gave none. */
  address: string | null;
  link: string | null;
}

let known: Promise<SiteContact> | undefined;

/** Asked for once; what could not be read is asked for again next time. */
function read(): Promise<SiteContact> {
  known ??= http.get<SiteContact>('/api/site/contact');
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
