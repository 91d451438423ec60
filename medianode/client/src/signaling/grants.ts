/** What the token allows its holder to do. */
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
