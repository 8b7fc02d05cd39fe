// Reads playlists from standard input, separated by form feeds, and says in one line each what is wrong with them.
import HLS from 'hls-parser';

HLS.setOptions({ strictMode: true, silent: false });
let text = '';
for await (const chunk of process.stdin) text += chunk;
for (const [index, playlist] of text.split('\f').entries()) {
  try {
    HLS.parse(playlist);
  } catch (error) {
    console.log(`playlist ${index}: ${error.message}`);
  }
}
