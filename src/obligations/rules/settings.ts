/** Cài đặt của phòng nhiệm vụ: what a province may set for itself. Facts of practice, not of law, unless a source is named. */

/** Độ khẩn (Nghị định 30/2020/NĐ-CP, Điều 8): khẩn, thượng khẩn, hỏa tốc; `none` when the paper carries no mark. */
export type Urgency = 'none' | 'urgent' | 'very_urgent' | 'immediate'
export const urgencies: readonly Urgency[] = ['none', 'urgent', 'very_urgent', 'immediate']

/** From the mark on the paper, as the reader gives it. An unknown mark is no mark. */
export function urgencyOf(mark: string | null): Urgency {
  switch (mark?.normalize('NFC').toLowerCase().trim()) {
    case 'khẩn': return 'urgent'
    case 'thượng khẩn': return 'very_urgent'
    case 'hỏa tốc': case 'hoả tốc': case 'hỏa tốc hẹn giờ': case 'hoả tốc hẹn giờ': return 'immediate'
    default: return 'none'
  }
}

export type ObligationSettings = {
  /** Hours within which a unit must acknowledge. Ordinary: electronic receipt is due the same day (NĐ 30/2020, Điều 21). */
  readonly acknowledgeHours: Readonly<Record<Urgency, number>>
  /** Hours within which the giver must answer an obstacle (vướng mắc). */
  readonly obstacleHours: Readonly<Record<Urgency, number>>
  /** Extensions granted per obligation at most. 790/QĐ-UBND-HC (Đồng Tháp) allows one; a province sets its own. */
  readonly maxExtensions: number
  /** "trước ngày 5": `through` counts the 5th itself as on time (how most offices keep it), `before` ends with the 4th. */
  readonly beforeMeans: 'through' | 'before'
  /** Obligations of one unit due on one day above which the day is called overloaded. */
  readonly dailyLoad: number
  /** Days before a deadline from which it counts as near (sắp đến hạn). */
  readonly soonDays: number
  /** Time of a daily or weekly report whose text names none; shown as assumed, for a person to confirm. */
  readonly reportTime: string
  /** Weekday (1 Monday … 7 Sunday) of a weekly report whose text names none; shown as assumed. */
  readonly reportWeekday: number
  /** Day of the month of a monthly report whose text names none; shown as assumed. */
  readonly reportMonthDay: number
}

export const defaultSettings: ObligationSettings = {
  acknowledgeHours: { none: 24, urgent: 8, very_urgent: 4, immediate: 1 },
  obstacleHours: { none: 48, urgent: 24, very_urgent: 8, immediate: 2 },
  maxExtensions: 1,
  beforeMeans: 'through',
  dailyLoad: 5,
  soonDays: 3,
  reportTime: '16:00',
  reportWeekday: 5,
  reportMonthDay: 25,
}

const hour = 3_600_000
export const hoursAfter = (at: string, hours: number): string => new Date(Date.parse(at) + hours * hour).toISOString()
