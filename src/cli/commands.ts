import { Command } from 'commander'
import { readConfig } from '../platform/config.ts'
import { Refused } from '../platform/refusal.ts'
import { sentenceOf } from '../words/refusals.ts'

const both = (vi: string, en: string): string => `${vi} · ${en}`

/** The command `taicho`. Help stands in both languages; `--json` prints one JSON value on standard output. */
export async function runCommand(args: readonly string[]): Promise<number> {
  let code = 0
  const program = new Command('taicho').description(both('Tại Chỗ: chương trình chỉ huy phòng, chống dịch của một tỉnh', 'the program a province runs its epidemic command on'))
    .exitOverride().showHelpAfterError()

  program.command('start', { isDefault: true }).description(both('Khởi động chương trình', 'Start the program'))
    .option('--empty', both('bắt đầu trống, không có dữ liệu trình diễn', 'start clean, without the demonstration'))
    .option('--demo', both('mở tỉnh trình diễn', 'open the demonstration province'))
    .option('--port <n>', both('cổng', 'port'), Number)
    .option('--data <folder>', both('thư mục dữ liệu', 'data folder'))
    .action(async (flags: { empty?: boolean; demo?: boolean; port?: number; data?: string }) => {
      const { startForeground } = await import('./start.ts')
      code = await startForeground(readConfig(flags))
    })

  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (e) {
    if (e instanceof Refused) {
      const s = sentenceOf(e.refusal)
      console.error(args.includes('--json') ? JSON.stringify({ refusal: e.refusal, sentence: s }) : `${s.vi}\n${s.en}`)
      return 1
    }
    const exit = e as { code?: string; exitCode?: number }
    if (exit.code?.startsWith('commander.')) return exit.exitCode ?? 1
    throw e
  }
  return code
}
