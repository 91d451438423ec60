import { AudioPlayback, joinRoom } from '@signal-hybrid/client';

const form = document.getElementById('join');
const status = form.querySelector('output');
const videos = document.getElementById('videos');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  form.querySelector('button').disabled = true;
  try {
    await join(form.elements.namedItem('name').value);
  } catch (error) {
    status.textContent = error.message;
    form.querySelector('button').disabled = false;
  }
});

async function join(name) {
  const id = location.hash.slice(1) || (await post('rooms'));
  location.hash = id;
  const getToken = () => post(`rooms/${encodeURIComponent(id)}/token?name=${encodeURIComponent(name)}`);
  const room = await joinRoom({ ...(await getToken()), tokenProvider: getToken }, (room) => {
    new AudioPlayback(room);
    room.on('subscribed', (stream) => stream.kind === 'video' && show(stream.id, stream.track));
    room.on('unsubscribed', (stream) => document.getElementById(stream.id)?.remove());
    room.on('closed', ({ reason }) => (status.textContent = `The call has ended: ${reason}`));
  });
  status.textContent = 'Share the address of this page to invite others.';
  const [camera] = await Promise.all([room.publishCamera(), room.publishMicrophone()]);
  show('own', camera.track);
}

function show(id, track) {
  const video = Object.assign(document.createElement('video'), { id, autoplay: true, muted: true, playsInline: true });
  video.srcObject = new MediaStream([track]);
  videos.append(video);
}

async function post(path) {
  const answer = await fetch(path, { method: 'POST' });
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }
  return answer.json();
}
