import { AudioPlayback, joinRoom } from '@signal-hybrid/client';

const form = document.getElementById('join');
const status = form.querySelector('output');
const grid = document.getElementById('videos');

/** The elements by stream. The ids of streams change when the room moves to another node. */
const videos = new Map();

/** All tokens of a participant must have the same user id. This sample has no accounts, so each page is a user. */
const userId = crypto.randomUUID();

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    publish(await join(form.elements.namedItem('name').value));
  } catch (error) {
    status.textContent = error.message;
    button.disabled = false;
  }
});

async function join(name) {
  const id = location.hash.slice(1) || (await post('rooms'));
  location.hash = id;
  const getToken = ({ roomId = id, unreachable } = {}) => {
    const query = new URLSearchParams({ name, userId, ...(unreachable && { unreachable }) });
    return post(`rooms/${encodeURIComponent(roomId)}/token?${query}`);
  };
  const room = await joinRoom({ ...(await getToken()), tokenProvider: getToken }, (room) => {
    new AudioPlayback(room);
    room.on('subscribed', show);
    room.on('unsubscribed', remove);
    room.on('published', show);
    room.on('unpublished', remove);
    room.on('closed', ({ reason }) => (status.textContent = `The call has ended: ${reason}`));
  });
  status.textContent = 'Share the address of this page to invite others.';
  return room;
}

/** Sends camera and microphone. The call continues without one that cannot be opened. */
function publish(room) {
  const report = (device) => (error) => (status.textContent += ` ${device}: ${error.message}`);
  room.publishCamera().catch(report('Camera'));
  room.publishMicrophone().catch(report('Microphone'));
}

function show(stream) {
  if (stream.kind === 'video') {
    const video = Object.assign(document.createElement('video'), { autoplay: true, muted: true, playsInline: true });
    // There is no track while the own camera is off.
    const play = () => (video.srcObject = stream.track && new MediaStream([stream.track]));
    play();
    stream.on('trackChanged', play);
    videos.set(stream, video);
    grid.append(video);
  }
}

function remove(stream) {
  videos.get(stream)?.remove();
  videos.delete(stream);
}

async function post(path) {
  const answer = await fetch(path, { method: 'POST' });
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }
  return answer.json();
}
