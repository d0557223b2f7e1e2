import type { OneWayMoves, RefittedMoves } from "./move-chance.ts";
import type { MovedValue, MovesBetween } from "./moves.ts";

/** The figures of {@link transitions}. */
export interface TransitionFigures extends MovesBetween {
  /** The names of the segments before: the rows of `counts`. */
  readonly before: readonly string[];
  /** The names of the segments after: the columns of `counts`. */
  readonly after: readonly string[];
  /** The segment before that each segment after carries on; `undefined` for a new one. By one model each carries on itself. */
  readonly carriesOn: readonly (number | undefined)[];
  /**
   * The Jaccard overlap of each segment after with the one that it carries on, of a new one the largest with any: the customers of the
   * later table whom both models place there over those whom either does. 1 by one model.
   */
  readonly overlaps: readonly number[];
  /** How many customers there are. */
  readonly customers: {
    /** In both tables, and placed in both: the sum of `counts`. */
    readonly both: number;
    /** In the earlier table alone: the sum of `left`. */
    readonly left: number;
    /** In the later table alone: the sum of `came`. */
    readonly came: number;
    /** Those whose row a model drops, for a missing cell, in either table: they are in no other count. */
    readonly unplaced: number;
  };
  /** The share of the customers in both whose segment after does not carry on their segment before. */
  readonly moved: number;
  /**
   * Of `moved`: the share of the customers in both whom their own numbers moved, so that the earlier model places them elsewhere now, too.
   * By one model all of it; by two the rest moved only since the segments were made anew.
   */
  readonly movedThemselves: number;
  /** The share of the customers in both whom the two models place otherwise in the later table; 0 by one model. */
  readonly remade: number;
  /**
   * What re-fitting alone would move, if nothing had changed: the share of these customers whom segmentations of two resamples of the
   * earlier table place otherwise. By one model nothing was re-fitted, and this says how sharp its borders are.
   */
  readonly byRefitting: RefittedMoves;
  /**
   * By the earlier model: how many more customers went one way than came the other, between all pairs of segments, as a share of the
   * customers in both; and how large that is by chance.
   */
  readonly oneWay: OneWayMoves;
  /**
   * `"change"`: more customers went one way than came the other (`oneWay`), or two models differ by more than re-fitting explains
   * (`remade`), each beyond chance. `"none"`: neither, and no more moved than re-fitting alone would move. `"exchange"`: more moved than
   * that, but in no direction that chance does not explain; two tables cannot tell whether customers changed places, or their numbers only
   * come and go.
   */
  readonly verdict: "change" | "exchange" | "none";
  /** What the moves are worth, where `value` names a column. */
  readonly value?: MovedValue;
}
