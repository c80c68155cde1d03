import { newId } from '../../src/platform/ids.ts'
import type { StaffSession } from '../../src/platform/db/index.ts'

export { asStaff, readAs } from '../../src/platform/db/index.ts'
/** The same person with a command id, as a phone sends it. */
export const newCommand = (who: StaffSession): StaffSession => ({ ...who, commandId: newId(), step: { value: 0 } })
