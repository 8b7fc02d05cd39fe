import { useSyncExternalStore } from 'react';

/** One value that several components show and anybody may change. */
export interface Value<T> {
  read: () => T;
  set: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
}

/** @param first asked for when the value is first read. */
export function createStore<T>(first: () => T): Value<T> {
  const listeners = new Set<() => void>();
  let current: { value: T } | undefined;
  return {
    read: () => (current ??= { value: first() }).value,
    set: (value) => {
      current = { value };
      listeners.forEach((listener) => listener());
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useStore = <T>(store: Value<T>): T =>
  useSyncExternalStore(store.subscribe, store.read);
