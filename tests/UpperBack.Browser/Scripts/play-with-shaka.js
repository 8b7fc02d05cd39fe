async (session) => {
  const { live } = await (
    await fetch(`/api/streaming/sessions/${session}/access`, { method: 'POST' })
  ).json();
  const read = async (address) => ({ address, text: await (await fetch(address)).text() });
  const finished = async () => {
    const all = await read(new URL(live, location.href).href);
    const first = all.text.split('\n').find((line) => line && !line.startsWith('#'));
    const one = all.text.includes('#EXT-X-STREAM-INF')
      ? await read(new URL(first, all.address).href)
      : all;
    return one.text.includes('#EXTINF');
  };
  while (!(await finished())) await new Promise((resolve) => setTimeout(resolve, 250));
  const video = Object.assign(document.createElement('video'), { muted: true });
  document.body.prepend(video);
  shaka.polyfill.installAll();
  const player = (window.player = new shaka.Player());
  await player.attach(video);
  await player.load(new URL(live, location.href).href);
  await video.play();
};
