using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using HourExchange.Client.Interventions;
using HourExchange.Words.Lists;

namespace HourExchange.Portal.Interventions.Importing;

/// <summary>An empty list of an agreement as a workbook: its headers, and lists to choose from for whatever the agreement names.</summary>
public static class TemplateWorkbook
{
    /// <summary>Rows that have the lists.</summary>
    private const int Rows = 2_000;

    private const string ChoicesSheet = "Choix";

    private static readonly ListColumn[] Columns =
    [
        ListColumn.Reference, ListColumn.Date, ListColumn.LendingInstitution, ListColumn.ReceivingInstitution, ListColumn.Contributor, ListColumn.Domain, ListColumn.Nature,
        ListColumn.Title, ListColumn.Quantity, ListColumn.Unit, ListColumn.Sourcing, ListColumn.EmployerInformed, ListColumn.Place,
    ];

    /// <param name="contributors">Codes.</param>
    public static byte[] Of(AgreementContent terms, IReadOnlyList<string> contributors, ListWords words)
    {
        var choices = new List<(ListColumn Column, IReadOnlyList<string> Values)>
        {
            (ListColumn.LendingInstitution, terms.Parties),
            (ListColumn.ReceivingInstitution, terms.Parties),
            (ListColumn.Contributor, contributors),
            (ListColumn.Domain, Named(terms.Domains.Keys, terms.Labels?.Domains, words.Language)),
            (ListColumn.Nature, Named(terms.Natures.Keys, terms.Labels?.Natures, words.Language)),
            (ListColumn.Unit, [.. terms.Units.Keys.Order(StringComparer.Ordinal)]),
            (ListColumn.Sourcing, [words.Sourcing("in-concertation"), words.Sourcing("direct")]),
            (ListColumn.EmployerInformed, [words.Answer(true), words.Answer(false)]),
        };
        choices.RemoveAll(choice => choice.Values.Count == 0);
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
            workbook.AddNewPart<WorksheetPart>("lines").Worksheet = Lines(choices, words);
            workbook.AddNewPart<WorksheetPart>("choices").Worksheet = Choices(choices, words);
            workbook.Workbook = new Workbook(new Sheets(
                new Sheet { Name = terms.Ref, SheetId = 1, Id = "lines" }, new Sheet { Name = ChoicesSheet, SheetId = 2, Id = "choices" }));
        }

        return file.ToArray();
    }

    /// <summary>As people call them, where no two are called alike; else by their codes.</summary>
    private static IReadOnlyList<string> Named(ICollection<string> codes, IDictionary<string, IDictionary<string, string>>? labels, string language)
    {
        List<string> names = [.. codes.Select(code => labels?.TryGetValue(code, out var called) == true && called.TryGetValue(language, out var name) ? name : code)];
        return [.. (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count ? names : codes).Order(StringComparer.Ordinal)];
    }

    private static Worksheet Lines(List<(ListColumn Column, IReadOnlyList<string> Values)> choices, ListWords words)
    {
        var validations = choices.Select((choice, index) => new DataValidation(new Formula1($"{ChoicesSheet}!${Letter(index)}$2:${Letter(index)}${choice.Values.Count + 1}"))
        {
            Type = DataValidationValues.List,
            AllowBlank = true,
            // Somebody who is not known yet may be written all the same.
            ShowErrorMessage = choice.Column != ListColumn.Contributor,
            SequenceOfReferences = Range(choice.Column),
        }).ToList();
        // A day is a day in the reader's own writing; a spreadsheet keeps it as one.
        var columns = Columns.Select((column, index) => new Column { Min = (uint)index + 1, Max = (uint)index + 1, Width = column == ListColumn.Title ? 36 : 20, CustomWidth = true, Style = column == ListColumn.Date ? 1U : 0U });
        return new Worksheet(
            new Columns(columns), new SheetData(RowOf(1, Columns.Select(column => words.Names(column)[0]))),
            new DataValidations(validations) { Count = (uint)validations.Count });
    }

    private static Worksheet Choices(List<(ListColumn Column, IReadOnlyList<string> Values)> choices, ListWords words)
    {
        var data = new SheetData(RowOf(1, choices.Select(choice => words.Names(choice.Column)[0])));
        for (var row = 0; row < choices.Max(choice => choice.Values.Count); row++)
        {
            data.Append(RowOf(row + 2, choices.Select(choice => row < choice.Values.Count ? choice.Values[row] : null)));
        }

        return new Worksheet(new Columns(new Column { Min = 1, Max = (uint)choices.Count, Width = 24, CustomWidth = true }), data);
    }

    private static Row RowOf(int number, IEnumerable<string?> texts)
    {
        var row = new Row { RowIndex = (uint)number };
        foreach (var (index, text) in texts.Index())
        {
            if (text is not null)
            {
                row.Append(new Cell(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve })) { CellReference = $"{Letter(index)}{number}", DataType = CellValues.InlineString });
            }
        }

        return row;
    }

    private static ListValue<StringValue> Range(ListColumn column)
    {
        var letter = Letter(Array.IndexOf(Columns, column));
        return new ListValue<StringValue>([new StringValue($"{letter}2:{letter}{Rows}")]);
    }

    private static char Letter(int index) => (char)('A' + index);

    private static Stylesheet Styles() => new(
        new Fonts(new Font()), new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()), new CellStyleFormats(new CellFormat()), new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true }));
}
