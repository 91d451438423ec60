import { layerForSize, type LayerCount, type Layers } from './layers.js';

/** The layered stream that is chosen from. */
export interface LayeredStream {
  layerCount(): LayerCount;
  /** The longer side of the highest layer, in pixels. */
  fullSize(): number;
  /** Asks the node for layers no higher than these. */
  request(layers: Layers): Promise<void>;
}

/** Which layers of a received stream are asked for: those that the application names, or those that fit the size of its tile. */
export class LayerChoice {
  readonly #stream: LayeredStream;
  #preferred: Layers | undefined;
  #adaptive = true;

  constructor(stream: LayeredStream) {
    this.#stream = stream;
  }

  /** The highest layers asked for. */
  get preferred(): Layers | undefined {
    return this.#preferred;
  }

  /** Asks for these layers; a tile's size does not matter any more. */
  async set({ spatial, temporal }: { spatial: number; temporal?: number }): Promise<void> {
    this.#adaptive = false;
    await this.#prefer({ spatial, temporal: temporal ?? this.#stream.layerCount().temporal - 1 });
  }

  /** Asks for the layer that fits a picture of this size, in device pixels, unless it is the preferred one already. */
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

  /** Asks again, of another node. */
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
