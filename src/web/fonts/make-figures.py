"""Makes the tabular digits beside this file from Be Vietnam Pro (needs fonttools and brotli). Run: python3 make-figures.py FOLDER_OF_THE_FONT_FILES"""
import sys
from pathlib import Path
from fontTools import subset
from fontTools.ttLib import TTFont

ADVANCE = 634  # of 1000: the widest digit (4) keeps 2.2 % on each side
for weight in (400, 500, 600):
    font = TTFont(Path(sys.argv[1]) / f'be-vietnam-pro-latin-{weight}-normal.woff2')
    options = subset.Options(layout_features=[], notdef_outline=True, name_IDs=[0, 13, 14], hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text='0123456789')
    cutter.subset(font)
    for tag in ('GPOS', 'GSUB', 'GDEF', 'kern'):
        if tag in font:
            del font[tag]
    outlines, widths = font['glyf'], font['hmtx']
    for glyph in font.getBestCmap().values():
        outline = outlines[glyph]
        shift = round((ADVANCE - (outline.xMax - outline.xMin)) / 2) - outline.xMin
        outline.coordinates.translate((shift, 0))
        outline.recalcBounds(outlines)
        widths[glyph] = (ADVANCE, outline.xMin)
    for record in [(1, 'Tai Cho Figures'), (2, 'Regular'), (4, f'Tai Cho Figures {weight}'), (6, f'TaiChoFigures-{weight}')]:
        font['name'].setName(record[1], record[0], 3, 1, 0x409)
    font.flavor = 'woff2'
    font.save(Path(__file__).with_name(f'figures-{weight}.woff2'))
