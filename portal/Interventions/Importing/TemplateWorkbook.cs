using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using HourExchange.Client.Interventions;
using HourExchange.Plumbing.Tables;
using HourExchange.Words.Lists;

namespace HourExchange.Portal.Interventions.Importing;

/// <summary>A list of an agreement as a workbook to fill in or to mend: its headers, and lists to choose from for whatever the agreement names.</summary>
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
    public static byte[] Of(AgreementContent terms, IReadOnlyList<string> contributors, ListWords words) => Of(terms, contributors, words, Columns, []);

    /// <param name="contributors">Codes.</param>
    /// <param name="rows">What stands there already, in the order of the columns: text, a day, a quantity, or nothing.</param>
    public static byte[] Of(
        AgreementContent terms, IReadOnlyList<string> contributors, ListWords words, IReadOnlyList<ListColumn> columns, IEnumerable<IEnumerable<object?>> rows)
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
        choices.RemoveAll(choice => choice.Values.Count == 0 || !columns.Contains(choice.Column));
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = WorkbookCell.Styles();
            using (var lines = OpenXmlWriter.Create(workbook.AddNewPart<WorksheetPart>("lines")))
            {
                WriteLines(lines, choices, columns, rows.Prepend(columns.Select(column => words.Names(column)[0])));
            }

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

    private static void WriteLines(
        OpenXmlWriter writer, List<(ListColumn Column, IReadOnlyList<string> Values)> choices, IReadOnlyList<ListColumn> columns, IEnumerable<IEnumerable<object?>> rows)
    {
        writer.WriteStartElement(new Worksheet());
        // A day is a day in the reader's own writing; a spreadsheet keeps it as one.
        writer.WriteElement(new Columns(columns.Select((column, index) => new Column
        {
            Min = (uint)index + 1,
            Max = (uint)index + 1,
            Width = column switch { ListColumn.Title => 36, ListColumn.Fault => 80, _ => 20 },
            CustomWidth = true,
            Style = column == ListColumn.Date ? 1U : 0U,
        })));
        writer.WriteStartElement(new SheetData());
        var last = 0;
        foreach (var row in rows)
        {
            writer.WriteElement(RowOf(++last, row));
        }

        writer.WriteEndElement();
        if (choices.Count > 0)
        {
            writer.WriteElement(Validations(choices, columns, Math.Max(Rows, last)));
        }

        writer.WriteEndElement();
    }

    private static DataValidations Validations(List<(ListColumn Column, IReadOnlyList<string> Values)> choices, IReadOnlyList<ListColumn> columns, int rows) => new(choices.Select((choice, index) =>
        new DataValidation(new Formula1($"{ChoicesSheet}!${Letter(index)}$2:${Letter(index)}${choice.Values.Count + 1}"))
        {
            Type = DataValidationValues.List,
            AllowBlank = true,
            // Somebody who is not known yet may be written all the same.
            ShowErrorMessage = choice.Column != ListColumn.Contributor,
            SequenceOfReferences = Range(Letter(columns.Index().Single(one => one.Item == choice.Column).Index), rows),
        }))
    {
        Count = (uint)choices.Count,
    };

    private static Worksheet Choices(List<(ListColumn Column, IReadOnlyList<string> Values)> choices, ListWords words)
    {
        var data = new SheetData(RowOf(1, choices.Select(choice => words.Names(choice.Column)[0])));
        for (var row = 0; row < choices.Select(choice => choice.Values.Count).DefaultIfEmpty(0).Max(); row++)
        {
            data.Append(RowOf(row + 2, choices.Select(choice => row < choice.Values.Count ? choice.Values[row] : null)));
        }

        return new Worksheet(new Columns(new Column { Min = 1, Max = (uint)Math.Max(1, choices.Count), Width = 24, CustomWidth = true }), data);
    }

    private static Row RowOf(int number, IEnumerable<object?> cells) =>
        new(cells.Select((cell, index) => WorkbookCell.Of(cell, $"{Letter(index)}{number}")).OfType<Cell>()) { RowIndex = (uint)number };

    private static ListValue<StringValue> Range(char letter, int rows) => new([new StringValue($"{letter}2:{letter}{rows}")]);

    private static char Letter(int index) => (char)('A' + index);
}
