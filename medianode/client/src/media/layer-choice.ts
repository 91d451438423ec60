import { layerForSize, type LayerCount, type Layers } from './layers.js';

/** The layered stream that is chosen from. */
export interface LayeredStream {
  layerCount(): LayerCount;
  /** The longer side of the highest layer, in pixels. */
  fullSize(): number;
  /** Requests layers no higher than these from the node. */
  request(layers: Layers): Promise<void>;
}

/** Chooses the layers of a received stream: those that the application set, or those that fit the size of its tile. */
export class LayerChoice {
  readonly #stream: LayeredStream;
  #preferred: Layers | undefined;
  #adaptive = true;

  constructor(stream: LayeredStream) {
    this.#stream = stream;
  }

  /** The preferred (highest) layers. */
  get preferred(): Layers | undefined {
    return this.#preferred;
  }

  /** Requests these layers; the tile's size is ignored from then on. */
  async set({ spatial, temporal }: { spatial: number; temporal?: number }): Promise<void> {
    this.#adaptive = false;
    await this.#prefer({ spatial, temporal: temporal ?? this.#stream.layerCount().temporal - 1 });
  }

  /** Requests the layer that fits a picture of this size, in device pixels, unless it is already preferred. */
  async fit(width: number, height: number): Promise<void> {
    const { spatial, temporal } = this.#stream.layerCount();
    if (!this.#adaptive || spatial < 2 || width <= 0 || height <= 0) {
      return;
    }
    const layer = layerForSize(Math.max(width, height), this.#stream.fullSize(), spatial);
    if (layer !== this.#preferred?.spatial) {
      await this.#prefer({ spatial: layer, temporal: temporal - 1 });
    }
  }

  /** Repeats the request at another node. */
  async repeat(): Promise<void> {
    if (this.#preferred) {
      await this.#prefer(this.#preferred);
    }
  }

  async #prefer(layers: Layers): Promise<void> {
    const before = this.#preferred;
    this.#preferred = layers;
    try {
      await this.#stream.request(layers);
    } catch (error) {
      this.#preferred = before;
      throw error;
    }
  }
}
