import type { ReactNode } from 'react';
import { useContact } from './contact';

/** Words that end in the address; nothing where whoever runs this place gave none. */
export function ContactLine({ children }: { children: ReactNode }) {
  const contact = useContact();
  return (
    contact && (
      <p data-testid="contact">
        {children} <a href={contact.link}>{contact.address}</a>
      </p>
    )
  );
}
