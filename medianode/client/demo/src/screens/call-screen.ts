import { AudioPlayback, type ChatMessage, type Room } from '@signal-hybrid/client';
import { errorText } from '../app/error-text.js';
import type { PageOptions } from '../app/query.js';
import { announce } from '../call/announcements.js';
import { ConnectionBadge } from '../call/connection-badge.js';
import { ControlButton } from '../call/control-bar.js';
import { Hands } from '../call/hands.js';
import { inviteLink } from '../call/invite.js';
import { RosterDialog, type RosterEntry } from '../call/roster-dialog.js';
import { Shortcuts } from '../call/shortcuts.js';
import { Stage } from '../call/stage.js';
import { Tiles } from '../call/tiles.js';
import { ChatPanel } from '../chat/chat-panel.js';
import { DeviceChoice } from '../media/device-choice.js';
import { OwnMedia } from '../media/own-media.js';
import { SettingsDialog } from '../media/settings-dialog.js';
import { element } from '../ui/element.js';
import { icon } from '../ui/icon.js';
import { Toasts } from '../ui/toasts.js';

/** The call itself: tiles, controls, chat. Created before the room is joined, so that it misses no event. */
export class CallScreen {
  readonly #room: Room;
  readonly #options: PageOptions;
  readonly #name: string;
  readonly #devices = new DeviceChoice();
  readonly #own: OwnMedia;
  readonly #playback: AudioPlayback;
  readonly #stage = new Stage();
  readonly #tiles: Tiles;
  readonly #hands: Hands;
  readonly #roster = new RosterDialog();
  readonly #toasts = new Toasts();
  /** Remove the notices of unread messages. */
  readonly #notices: (() => void)[] = [];
  readonly #chat: ChatPanel;
  readonly #settings: SettingsDialog;
  readonly #shortcuts: Shortcuts;
  readonly #count = element('span', { testId: 'participant-count' });
  readonly #people = element('button', { type: 'button', className: 'people', title: 'Show the participants', testId: 'open-roster' }, icon('people'), this.#count);
  readonly #unblock = element('button', { type: 'button', className: 'unblock', hidden: true, testId: 'audio-blocked' }, icon('speaker'), 'Click to hear the others');
  readonly #unread = element('span', { className: 'unread', hidden: true, testId: 'chat-unread' });
  readonly #microphone = new ControlButton('toggle-microphone', 'microphoneOff', 'Mic', () => this.#try(() => this.#own.toggleMicrophone()));
  readonly #camera = new ControlButton('toggle-camera', 'cameraOff', 'Camera', () => this.#try(() => this.#own.toggleCamera()));
  readonly #screen = new ControlButton('toggle-screen', 'screen', 'Share', () => this.#try(() => this.#own.toggleScreen()));
  readonly #hand = new ControlButton('toggle-hand', 'hand', 'Hand', () => this.#try(() => this.#hands.toggle()));
  readonly #chatButton = new ControlButton('toggle-chat', 'chat', 'Chat', () => this.#showChat(!this.#chat.open));
  readonly #settingsButton = new ControlButton('open-settings', 'settings', 'Settings', () => this.#settings.show());
  readonly #leave = new ControlButton('leave-button', 'leave', 'Leave', () => this.#room.leave());
  readonly root: HTMLElement;

  constructor(room: Room, roomName: string, name: string, options: PageOptions) {
    this.#room = room;
    this.#options = options;
    this.#name = name;
    this.#own = new OwnMedia(room, options, this.#devices);
    this.#playback = new AudioPlayback(room);
    void this.#applySpeaker();
    this.#tiles = new Tiles(room, this.#stage, name);
    this.#hands = new Hands(room, (raisedBy) => this.#handChanged(raisedBy));
    this.#chat = new ChatPanel((text) => this.#send(text), () => this.#showChat(false));
    this.#shortcuts = this.#makeShortcuts(roomName);
    this.#settings = new SettingsDialog(this.#devices, (kind) => void this.#try(() => this.#switchDevice(kind)), this.#shortcuts.toggle);
    this.root = this.#compose(roomName);
    announce(room, this.#toasts);
    this.#listen();
    this.#refresh();
  }

  /** The room was joined: turns on the requested devices. */
  async start(audio: boolean, video: boolean): Promise<void> {
    this.#shortcuts.start();
    this.#allow();
    await this.#settings.start();
    this.#refresh();
    if (this.#options.recvOnly) {
      return;
    }
    const wanted = [
      ...(audio && this.#room.grants.publishAudio ? [() => this.#own.startMicrophone(this.#options.muted)] : []),
      ...(video && this.#room.grants.publishVideo ? [() => this.#own.startCamera()] : []),
    ];
    await Promise.all(wanted.map((start) => this.#try(start)));
    await this.#settings.refresh();
  }

  /** Moves the focus of keyboard and screen reader into the call. */
  focus(): void {
    this.root.focus();
  }

  /** Ends the call screen. */
  close(): void {
    this.#shortcuts.stop();
    this.#settings.close();
    this.#roster.close();
    this.#playback.close();
    this.root.remove();
  }

  #compose(roomName: string): HTMLElement {
    this.#leave.root.classList.add('leave');
    this.#chatButton.root.append(this.#unread);
    const invite = element('button', { type: 'button', className: 'secondary compact invite', testId: 'copy-invite', title: 'Copy the invitation link (I)', attrs: { 'aria-label': 'Invite: copy the link' } }, icon('link'), element('span', { textContent: 'Invite' }));
    invite.addEventListener('click', () => void this.#invite(roomName));
    this.#people.addEventListener('click', () => this.#roster.show());
    const keys = element('button', { type: 'button', className: 'plain-button keys', title: 'Keyboard shortcuts (?)', attrs: { 'aria-label': 'Keyboard shortcuts' } }, icon('keyboard'));
    keys.addEventListener('click', () => this.#shortcuts.show());
    const controls = element(
      'div',
      { className: 'controls', testId: 'controls', attrs: { role: 'toolbar', 'aria-label': 'Call controls' } },
      ...[this.#microphone, this.#camera, this.#screen, this.#hand, this.#chatButton, this.#settingsButton, this.#leave].map((button) => button.root),
    );
    this.#screen.root.hidden = typeof navigator.mediaDevices?.getDisplayMedia !== 'function';
    return element(
      'main',
      { className: 'call', testId: 'call', tabIndex: -1, attrs: { 'aria-label': `Call in ${roomName}` } },
      element(
        'header',
        { className: 'call-header' },
        element('h1', { className: 'room-name', textContent: roomName, title: roomName, testId: 'room-name' }),
        this.#people,
        new ConnectionBadge(this.#room).root,
        element('span', { className: 'spacer' }),
        keys,
        invite,
      ),
      element('div', { className: 'call-body' }, this.#stage.root, this.#chat.root),
      this.#unblock,
      controls,
      this.#toasts.root,
      this.#settings.root,
      this.#roster.root,
      this.#shortcuts.root,
    );
  }

  #listen(): void {
    const room = this.#room;
    const refresh = () => this.#refresh();
    room.on('published', (publication) => {
      publication.on('muted', refresh);
      refresh();
    });
    room.on('unpublished', refresh);
    room.on('peerJoined', refresh);
    room.on('peerLeft', refresh);
    room.on('peerUpdated', refresh);
    room.on('moved', refresh);
    room.on('stateChanged', refresh);
    room.on('grantsChanged', () => this.#allow());
    room.on('reconnected', () => this.#allow());
    room.chat.on('message', (message) => this.#received(message));
    this.#playback.on('blocked', (blocked) => (this.#unblock.hidden = !blocked));
    this.#unblock.addEventListener('click', () => void this.#playback.start());
  }

  #makeShortcuts(roomName: string): Shortcuts {
    const press = (button: ControlButton) => () => button.root.click();
    return new Shortcuts([
      { key: 'm', does: 'Microphone on or off', run: press(this.#microphone) },
      { key: 'v', does: 'Camera on or off', run: press(this.#camera) },
      { key: 'h', does: 'Raise or lower the hand', run: press(this.#hand) },
      { key: 's', does: 'Share a screen, or stop', run: press(this.#screen) },
      { key: 'c', does: 'Show or hide the chat', run: press(this.#chatButton) },
      { key: 'i', does: 'Copy the invitation link', run: () => void this.#invite(roomName) },
      { key: 'q', does: 'Leave the call', run: press(this.#leave) },
    ]);
  }

  /** Shows only the controls that the token grants. */
  #allow(): void {
    const { publishAudio, publishVideo, publishScreen, publishData } = this.#room.grants;
    this.#microphone.allow(publishAudio);
    this.#camera.allow(publishVideo);
    this.#screen.allow(publishScreen);
    this.#hand.allow(publishData);
    this.#chat.allow(publishData);
  }

  #refresh(): void {
    const { microphone, camera, screen } = this.#own;
    const [hears, sees, shares] = [microphone, camera, screen].map((publication) => this.#own.isOn(publication));
    this.#microphone.set(hears!, hears ? 'microphone' : 'microphoneOff');
    this.#microphone.hint(hears ? 'Turn the microphone off (M)' : 'Turn the microphone on (M)');
    this.#camera.set(sees!, sees ? 'camera' : 'cameraOff');
    this.#camera.hint(sees ? 'Turn the camera off (V)' : 'Turn the camera on (V)');
    this.#screen.set(shares!, 'screen');
    this.#screen.hint(shares ? 'Stop sharing (S)' : 'Share a screen (S)');
    this.#hand.set(this.#hands.own, 'hand');
    this.#hand.hint(this.#hands.own ? 'Lower the hand (H)' : 'Raise the hand (H)');
    this.#chatButton.set(this.#chat.open, 'chat');
    this.#chatButton.hint('Chat (C)');
    this.#settingsButton.hint('Camera, microphone, speaker');
    this.#leave.hint('Leave the call (Q)');
    this.#count.textContent = String(this.#room.peers.size + 1);
    this.#people.ariaLabel = `${this.#count.textContent} participants`;
    this.#tiles.showHands(this.#hands);
    this.#roster.fill(this.#everyone());
  }

  #everyone(): RosterEntry[] {
    const others = [...this.#room.peers.values()].map(({ id, displayName }) => ({ peerId: id, name: displayName || 'Guest', hand: this.#hands.isRaised(id) }));
    return [{ peerId: '', name: `${this.#name} (you)`, hand: this.#hands.own }, ...others];
  }

  #handChanged(raisedBy: string | undefined): void {
    const peer = raisedBy === undefined ? undefined : this.#room.peers.get(raisedBy);
    if (peer) {
      this.#toasts.show(`${peer.displayName || 'Guest'} raised a hand`);
    }
    this.#refresh();
  }

  #received(message: ChatMessage): void {
    const name = message.own ? this.#name : message.displayName || 'Guest';
    this.#chat.add(message, name);
    if (!this.#chat.open && !message.own) {
      this.#unread.textContent = String(Number(this.#unread.textContent) + 1);
      this.#unread.hidden = false;
      this.#notices.push(this.#toasts.show(`${name}: ${message.text.slice(0, 120)}`));
    }
  }

  async #send(text: string): Promise<void> {
    try {
      await this.#room.chat.send(text);
    } catch (error) {
      this.#toasts.show(errorText(error), 'problem');
      throw error;
    }
  }

  #showChat(open: boolean): void {
    this.#chat.toggle(open);
    this.root.classList.toggle('chat-open', open);
    this.#unread.hidden = true;
    this.#unread.textContent = '';
    this.#notices.splice(0).forEach((remove) => remove());
    if (!open) {
      this.#chatButton.root.focus();
    }
    this.#refresh();
  }

  async #invite(roomName: string): Promise<void> {
    const link = inviteLink(roomName);
    try {
      await navigator.clipboard.writeText(link);
      this.#toasts.show('Invitation link copied.');
    } catch {
      this.#toasts.show(link);
    }
  }

  async #switchDevice(kind: 'camera' | 'microphone' | 'speaker'): Promise<void> {
    if (kind === 'speaker') {
      await this.#applySpeaker();
    } else {
      await this.#own.switchTo(kind);
    }
  }

  async #applySpeaker(): Promise<void> {
    await this.#playback.setSpeaker(this.#devices.get('speaker'));
  }

  async #try(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#toasts.show(errorText(error), 'problem');
    }
    this.#refresh();
  }
}
