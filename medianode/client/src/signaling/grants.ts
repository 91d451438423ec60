/** The permissions that a token grants. */
export interface Grants {
  publishAudio: boolean;
  publishVideo: boolean;
  publishScreen: boolean;
  publishData: boolean;
  subscribe: boolean;
  /** Other peers do not see this one. */
  hidden: boolean;
  /** May mute and remove other peers. */
  admin: boolean;
}
