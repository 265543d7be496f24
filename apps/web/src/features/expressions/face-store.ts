import { type Face, faces } from '@tangram/expression';
import { create } from 'zustand';

const storageKey = 'tangram.expression-face';

interface FaceState {
  readonly face: Face;
  readonly choose: (face: Face) => void;
}

/** The face in which this person likes to read expressions, on this device. */
export const useFace = create<FaceState>((set) => ({
  face: faces.find((face) => face === localStorage.getItem(storageKey)) ?? faces[0],
  choose(face) {
    localStorage.setItem(storageKey, face);
    set({ face });
  },
}));
