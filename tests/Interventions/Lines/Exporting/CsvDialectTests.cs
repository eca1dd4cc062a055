using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Exporting;
using HourExchange.Interventions.Lines.Importing;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Kit;
using HourExchange.Words.Lists;

namespace HourExchange.Tests.Interventions.Lines.Exporting;

/// <summary>What was written as a list is read as the same lines.</summary>
public sealed class CsvDialectTests
{
    private static readonly ListedLine[] Lines =
    [
        Given.Line(),
        Given.Line("-12") with { Quantity = 0.0125m, Unit = "période", Sourcing = "in-concertation", EmployerInformed = false },
        Given.Line("+1 '@") with { Quantity = 8m, Title = "", Sourcing = null, EmployerInformed = null, Contributor = "'=-'" + "x" },
        Given.Line("L-4") with { Title = "dit \"l'entretien\"; suite, et fin", Date = new DateOnly(2016, 2, 29) },
    ];

    public static TheoryData<string> Dialects => ["ch", "rfc4180"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_list_that_is_written_can_be_read_again(string dialect) => Assert.Equal(Lines, await ThereAndBack(dialect, Lines));

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Any_title_comes_back(string dialect)
    {
        var letter = Gen.Elements('a', 'é', '"', '\'', ';', ',', ' ', '_', '0', '=', '+', '-', '@', '·', '\u00a0', 'E');
        Prop.ForAll(letter.ArrayOf().Select(letters => new string(letters).Trim()).ToArbitrary(), title =>
        {
            ListedLine[] lines = [Given.Line() with { Title = title }];
            // FsCheck's properties are synchronous.
            Assert.Equal(lines, ThereAndBack(dialect, lines).GetAwaiter().GetResult());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@sum")]
    [InlineData("-2 heures")]
    [InlineData("+41 22")]
    [InlineData("'=1+1")]
    public async Task No_cell_with_text_begins_like_a_formula(string title)
    {
        var text = Encoding.UTF8.GetString(await Write(CsvDialect.Rfc4180, [Given.Line() with { Title = title }]));
        Assert.Contains($",'{title},", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_dialect_is_written_as_its_readers_expect_it()
    {
        ListedLine[] lines = [Given.Line() with { Quantity = 1.5m }];
        var swiss = await Write(CsvDialect.Swiss, lines);
        Assert.Equal([0xEF, 0xBB, 0xBF], swiss[..3]);
        Assert.Equal(
            "Référence;Date;Institution d'origine;Institution d'accueil;Intervenant·e;Domaine;Nature;Intitulé;Quantité;Unité;Mode de sollicitation;Employeur informé;Lieu;Minutes créditées;Régime;État\r\n"
            + "L-1;01.10.2014;HG;HETS;HG-031;formation-de-base;cours;Budget et désendettement;1,5;heure;directe;oui;;;;\r\n",
            Encoding.UTF8.GetString(swiss.AsSpan(3)));
        Assert.Equal(
            "Reference,Date,Lending institution,Receiving institution,Contributor,Domain,Nature,Title,Quantity,Unit,Sourcing,Employer informed,Place,Credited minutes,Regime,State\r\n"
            + "L-1,2014-10-01,HG,HETS,HG-031,formation-de-base,cours,Budget et désendettement,1.5,heure,direct,yes,,,,\r\n",
            Encoding.UTF8.GetString(await Write(CsvDialect.Rfc4180, lines)));
    }

    [Fact]
    public async Task What_needs_quotes_has_them_and_nothing_else()
    {
        ListedLine[] lines =
        [
            .. new[] { "a;b", "a,b", "dit \"non\"", "deux\nlignes", " devant", "derrière\u00a0", "\tonglet", "", "=1;2", "''-x", "-\u2009" }
                .Select(title => Given.Line() with { Title = title, Quantity = 0.0125m, Sourcing = "in-concertation", EmployerInformed = false }),
            Given.Line("-1") with { Quantity = 1234567.5m, Sourcing = null, EmployerInformed = null },
        ];
        Assert.Equal(
            "\"a;b\";0,0125|a,b;0,0125|\"dit \"\"non\"\"\";0,0125|\"deux\nlignes\";0,0125|devant;0,0125|derrière;0,0125|onglet;0,0125|;0,0125|\"'=1;2\";0,0125|'''-x;0,0125|'-;0,0125|Budget et désendettement;1234567,5",
            string.Join('|', Titles(await Write(CsvDialect.Swiss, lines), ";cours;", ";heure;")));
        Assert.Equal(
            "a;b,0.0125|\"a,b\",0.0125|\"dit \"\"non\"\"\",0.0125|\"deux\nlignes\",0.0125|devant,0.0125|derrière,0.0125|onglet,0.0125|,0.0125|'=1;2,0.0125|'''-x,0.0125|'-,0.0125|Budget et désendettement,1234567.5",
            string.Join('|', Titles(await Write(CsvDialect.Rfc4180, lines), ",cours,", ",heure,")));

        static IEnumerable<string> Titles(byte[] file, string before, string after) =>
            Encoding.UTF8.GetString(file).Split(before).Skip(1).Select(rest => rest[..rest.IndexOf(after, StringComparison.Ordinal)]);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Every_header_is_one_that_an_import_knows_in_the_same_order(string dialect) =>
        Assert.Equal(
            Enum.GetValues<ListColumn>().Except([ListColumn.Fault]).Select(column => ListForm.Lines.Find(ColumnNames.FrenchName(column))).Where(column => column is not null),
            ListLanguage.Find(CsvDialect.Find(dialect)!.Language)!.Headers.Select(ListForm.Lines.Find));

    private static async Task<IEnumerable<ListedLine>> ThereAndBack(string dialect, ListedLine[] lines)
    {
        var list = CsvTable.Read(await Write(CsvDialect.Find(dialect)!, lines), ListForm.Lines);
        Assert.Empty(list.Rejected);
        return list.Rows.Select(row => row.Line);
    }

    private static async Task<byte[]> Write(CsvDialect dialect, ListedLine[] lines)
    {
        using var file = new MemoryStream();
        var language = ListLanguage.Find(dialect.Language)!;
        await dialect.Write(file, language.Headers, lines.ToAsyncEnumerable().Select(language.Cells), TestContext.Current.CancellationToken);
        return file.ToArray();
    }
}
