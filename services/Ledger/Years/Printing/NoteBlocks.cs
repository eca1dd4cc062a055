using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Reading;
using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Ledger.Years.Printing;

/// <summary>What who signs must know: lines that are contested, left out or still open, and employers that were not informed.</summary>
internal static class NoteBlocks
{
    public static IEnumerable<Block> Of(StatementView statement, StatementHead head, StatementWords words)
    {
        if (head.Content is not { } content)
        {
            return [new Paragraph(words["Note.notDrafted"])];
        }

        List<Block> blocks = [];
        if (statement.State == "reopened")
        {
            blocks.Add(new Paragraph(words["Note.reopened"]));
        }

        if (content.OpenLines > 0)
        {
            blocks.Add(new Paragraph(words.Say("Note.open", Spelling.Count(content.OpenLines))));
        }

        if (content.UninformedDirect.Count > 0)
        {
            blocks.Add(new Paragraph(words.Say("Note.uninformed", Spelling.Count(content.UninformedDirect.Count))));
        }

        if (content.ContestedCounted.Count + content.DisputedExcluded.Count > 0)
        {
            blocks.Add(new TableBlock(Table.Of("contested", words["Table.contested"],
                [words.Text("line"), words.Text("treatment"), words.Number("number", "No"), words.Minutes("minutes", "Hours")],
                [
                    .. content.ContestedCounted.Select(one => new Row([one.Line.ToString(), words["Treatment.counted"], one.Number, (long)one.Minutes])),
                    .. content.DisputedExcluded.Select(line => new Row([line.ToString(), words["Treatment.excluded"], Cell.Empty, Cell.Empty])),
                ]) with
            { TotalName = words["Total"] }));
        }

        return blocks.Count == 0 ? [new Paragraph(words["Note.none"])] : blocks;
    }
}
