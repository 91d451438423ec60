import type { Room } from '@signal-hybrid/client';
import type { Toasts } from '../ui/toasts.js';

/** Shows what others and the server do in a room: who comes and goes, and what moderators and the media server change. */
export function announce(room: Room, toasts: Toasts): void {
  room.on('published', (publication) => {
    publication.on('muted', ({ muted, byServer }) => {
      if (muted && byServer) {
        toasts.show(`Your ${publication.kind === 'audio' ? 'microphone' : 'picture'} was muted by a moderator.`, 'problem');
      }
    });
  });
  room.on('unpublished', ({ source }) => {
    if (room.state !== 'closed' && (source === 'microphone' || source === 'camera')) {
      toasts.show(`Your ${source} has stopped: it was unplugged, or you may not use it any more.`, 'problem');
    }
  });
  room.on('peerJoined', (peer) => {
    if (room.state === 'connected') {
      toasts.show(`${peer.displayName || 'Guest'} joined`);
    }
  });
  room.on('peerLeft', (peer) => {
    if (room.state === 'connected') {
      toasts.show(`${peer.displayName || 'Guest'} left`);
    }
  });
  room.on('mediaReset', () => toasts.show('The media server was restarted; video and audio will resume in a moment.'));
  room.on('draining', (deadline) => {
    if (deadline) {
      toasts.show(`The media server will stop at ${deadline.toLocaleTimeString()}.`, 'problem');
    }
  });
  room.on('muteRequested', ({ muted }) => {
    if (!muted) {
      toasts.show('A moderator asks you to unmute yourself.');
    }
  });
}
