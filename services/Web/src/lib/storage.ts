/**
 * What a browser keeps by name. Private windows and full disks refuse it: then what is written
 * holds for this page only.
 */
export interface Store {
  read: (name: string) => string | null;
  write: (name: string, value: string | null) => void;
  readJson: <T>(name: string, otherwise: T) => T;
  writeJson: (name: string, value: unknown) => void;
}

function storeIn(area: () => Storage): Store {
  const read = (name: string): string | null => {
    try {
      return area().getItem(`upperback.${name}`);
    } catch {
      return null;
    }
  };
  const write = (name: string, value: string | null): void => {
    try {
      if (value === null) area().removeItem(`upperback.${name}`);
      else area().setItem(`upperback.${name}`, value);
    } catch {
      // It holds for this page only.
    }
  };
  return {
    read,
    write,
    readJson: <T>(name: string, otherwise: T): T => {
      try {
        const text = read(name);
        return text === null ? otherwise : (JSON.parse(text) as T);
      } catch {
        return otherwise;
      }
    },
    writeJson: (name, value) => write(name, value === null ? null : JSON.stringify(value)),
  };
}

/** What this device remembers. */
export const device = storeIn(() => localStorage);

/** What this tab remembers, also over a reload. */
export const tab = storeIn(() => sessionStorage);
