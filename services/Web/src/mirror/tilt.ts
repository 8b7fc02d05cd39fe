/** Asks for what some phones keep from pages: how they stand. It has to come from a tap. */
export function askForTilt(): void {
  const event = globalThis.DeviceOrientationEvent as
    { requestPermission?: () => Promise<unknown> } | undefined;
  void event?.requestPermission?.().catch(() => undefined);
}
