async (session) => {
  const { live } = await (
    await fetch(`/api/streaming/sessions/${session}/access`, { method: 'POST' })
  ).json();
  const address = new URL(live, location.href).href;
  const read = async (one) => (await fetch(one)).text();
  const segments = async (one) => ((await read(one)).match(/^#EXTINF/gm) ?? []).length;
  const isReady = async () => {
    const playlists = [...(await read(address)).matchAll(/URI="([^"]+)"|^([^#\s].*)$/gm)]
      .map(([, media, variant]) => new URL(media ?? variant, address).href)
      .filter((one) => new URL(one).pathname.endsWith('.m3u8'));
    const counts = await Promise.all(playlists.map(segments));
    return counts.length > 0 && counts.every((count) => count >= 2);
  };
  while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 250));
  const video = Object.assign(document.createElement('video'), { muted: true });
  document.body.prepend(video);
  shaka.polyfill.installAll();
  const player = (window.player = new shaka.Player());
  await player.attach(video);
  await player.load(address);
  await video.play();
};
