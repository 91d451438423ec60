/** One node that a token was made for. */
export interface Candidate {
  /** The node's hub address, such as `https://node1.example/signal`. */
  url: string;
  /** The token for that node. */
  token: string;
  /** The node's id; used to have the control plane probe the node at once when this client cannot reach it. */
  nodeId?: string;
  /** TURN servers with credentials issued for this token. Those of a later token replace them. */
  iceServers?: RTCIceServer[];
}

/**
 * The answer of the control plane to a token request, possibly forwarded by the application's back end:
 * a node, and up to three nodes to choose from.
 */
export interface TokenAnswer extends Candidate {
  /** When the token expires. */
  expiresAt?: string;
  /** The nodes to choose from; the client joins the one that answers fastest. They share the `iceServers` of the answer. */
  candidates?: Candidate[];
}
