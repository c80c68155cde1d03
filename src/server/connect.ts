import { onCasesChanged } from '../cases/index.ts'
import { casesChanged } from '../tracing/index.ts'

/**
 * Nối các phòng: what must happen in one transaction but points against the arrow between rooms. Called once where the rooms are plugged together,
 * and by tests and the demonstration; calling it again changes nothing.
 */
export function connectRooms(): void {
  onCasesChanged(casesChanged)
}
