using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Kit.Browsing;

namespace HourExchange.Tests.Portal;

/// <summary>A list given in, looked at, mended, recorded.</summary>
[Collection(WithPages.Name)]
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public class ImportJourneyTests(PortalHouse house)
{
    private const string Send = "form[enctype] button";

    [Fact]
    public async Task A_list_with_faults_is_looked_at_mended_and_recorded()
    {
        await Agreed("IMPORT-1");
        // Somebody is known, whatever other tests have done: there is a list of people to choose from.
        Assert.InRange((await (await house.As("HG", "registrar")).Post("contributors", new { institution = "HG", code = "HG-IMP", name = "Zzqi Brevforg" })).Status, 200, 201);
        var registrar = await house.Visit("HETS", "registrar");
        var preview = await Looked(registrar, "IMPORT-1", "octobre.csv", Given.Csv(
            "I1-1;01.10.2014;HG;HETS;HG-031;formation-de-base;cours;Budget;2;heure;directe;oui",
            "I1-2;31.09.2014;HG;HETS;HG-031;formation-de-base;cours;Budget;2;heure;directe;oui",
            "I1-3;02.10.2014;HG;HETS;HG-031;formation-de-base;conférance;Budget;7.5;heure;directe;oui"));
        Assert.Contains("2 lignes sur", preview.Text, StringComparison.Ordinal);
        Assert.Contains("octobre.csv", preview.Text, StringComparison.Ordinal);
        Assert.Equal("Enregistrer 1 ligne", preview.One("form.form .acts button").TextContent);
        PageRules.Check(preview, "fr");
        var faults = (await registrar.Open(preview.Document.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!).First(href => href.Contains("fautes=1", StringComparison.Ordinal)))).Is(200);
        Assert.Equal(2, faults.Document.QuerySelectorAll("tr.faulty").Length);
        var file = Encoding.UTF8.GetString(await registrar.Download(preview.Address.AbsolutePath + "/fautes.csv"));
        Assert.Contains("31.09.2014", file, StringComparison.Ordinal);
        // A spreadsheet takes 7.5 for a day, unless it stands there as the number it is; the 31st of September is none in any.
        Assert.Contains(";02.10.2014;", file, StringComparison.Ordinal);
        Assert.Contains(";7,5;", file, StringComparison.Ordinal);
        Assert.Contains(";31.09.2014;", file, StringComparison.Ordinal);
        // What a rule refuses is named too, and what there is instead.
        Assert.Contains("conférance", file, StringComparison.Ordinal);
        Assert.Contains("cours, ", preview.One("details.fold dl").TextContent, StringComparison.Ordinal);

        // As a workbook it has the lists of the template, and the same rows, judged alike.
        var workbook = await registrar.Download(preview.Address.AbsolutePath + "/fautes.xlsx");
        var again = await Looked(registrar, "IMPORT-1", "fautes.xlsx", workbook);
        Assert.Equal(["31.09.2014", "conférance"], (await registrar.Open(again.Address.PathAndQuery + "&fautes=1")).Is(200).Document.QuerySelectorAll("td.cellfault").Select(cell => cell.TextContent));
        Assert.Contains("7,5", again.Text, StringComparison.Ordinal);
        using (var document = SpreadsheetDocument.Open(new MemoryStream(workbook), false))
        {
            Assert.Empty(new OpenXmlValidator().Validate(document));
            var lines = document.WorkbookPart!.WorksheetParts.Select(part => part.Worksheet!).First(sheet => sheet.Descendants<DataValidation>().Any());
            Assert.Equal(3, lines.Descendants<Row>().Count());
            Assert.Equal(8, lines.Descendants<DataValidation>().Count());
            Assert.Contains("31.09.2014", lines.Descendants<Row>().Skip(1).First().InnerText, StringComparison.Ordinal);
            // The day of the other row is a day, its quantity a number.
            Assert.Contains(new DateOnly(2014, 10, 2).DayNumber - new DateOnly(1899, 12, 30).DayNumber + "", lines.Descendants<CellValue>().Select(cell => cell.Text));
            Assert.Contains("7.5", lines.Descendants<CellValue>().Select(cell => cell.Text));
        }

        Assert.Equal(["31.09.2014", "conférance"], faults.Document.QuerySelectorAll("td.cellfault").Select(cell => cell.TextContent));

        // What is right is recorded; the rows that are not are mended in their own file, which is given in as it is.
        var partly = await Worked(registrar, (await registrar.Press(preview, "form.form .acts button")).Is(200));
        Assert.Equal("Déposer le fichier corrigé", partly.One("main p.acts a.btn").TextContent);
        var mended = await Looked(registrar, "IMPORT-1", "fautes.csv", Encoding.UTF8.GetBytes(
            file.Replace("31.09.2014", "30.09.2014", StringComparison.Ordinal).Replace("conférance", "cours", StringComparison.Ordinal).Replace("HG-031", "HG-I1N", StringComparison.Ordinal)));
        Assert.Empty(mended.Document.QuerySelectorAll("tr.faulty"));
        Assert.Contains("HG-I1N. Si", mended.Text, StringComparison.Ordinal);
        var result = await Worked(registrar, (await registrar.Press(mended, "form.form .acts button")).Is(200));
        Assert.Contains("2 lignes enregistrées.", result.Text, StringComparison.Ordinal);
        PageRules.Check(result, "fr");
        Assert.Contains("3 lignes,", (await registrar.Open("/interventions?convention=IMPORT-1")).Text, StringComparison.Ordinal);

        // A code that would be somebody new where it is given by the wrong side.
        var wrongWay = await Looked(registrar, "IMPORT-1", "sens.csv", Given.Csv("I1-9;07.10.2014;HETS;HG;HG-031;formation-de-base;cours;Budget;2;heure;directe;oui"));
        Assert.Contains("HG-031 est connu·e chez HG", wrongWay.Text, StringComparison.Ordinal);

        // The partner's list says something else of one of them.
        var partner = await house.Visit("HG", "registrar");
        var other = await Looked(partner, "IMPORT-1", "hg.csv", Given.Csv("I1-1;01.10.2014;HG;HETS;HG-031;formation-de-base;cours;Budget;3;heure;directe;oui"));
        Assert.Equal("Proposer 1 changement", other.One("form.form .acts button").TextContent);
        await Worked(partner, (await partner.Press(other, "form.form .acts button")).Is(200));
        var waiting = (await registrar.Open("/interventions?attend=proposed-changes")).Is(200);
        var line = PageRules.Links(waiting).Single(href => href.StartsWith("/interventions/0", StringComparison.Ordinal));
        var compare = (await registrar.Open(line + "/changements")).Is(200);
        Assert.Contains("3 heures", compare.Text, StringComparison.Ordinal);
        PageRules.Check(compare, "fr");
        var unreasoned = (await registrar.Press(compare, "button[value=prendre]")).Is(422);
        var taken = (await registrar.Press(unreasoned, "button[value=prendre]", ("motif", "La liste de HG est juste."))).Is(200);
        Assert.Contains("3 heures, durée 3:00, 4:30 à créditer", taken.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_list_is_said_beside_the_file()
    {
        await Agreed("IMPORT-2");
        var registrar = await house.Visit("HETS", "registrar");
        var page = (await registrar.Open("/importer?convention=IMPORT-2")).Is(200);
        Assert.Equal(["Choisissez un fichier."], (await registrar.Upload(page, Send, "fichier", "vide.csv", [])).Is(422).Faults);
        Assert.Single((await registrar.Upload(page, Send, "fichier", "image.csv", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 2, 3])).Is(422).Faults);
        Assert.NotEmpty((await registrar.Upload(page, Send, "fichier", "autre.csv", "Salle;Heure\nA1;9\n"u8.ToArray())).Is(422).Faults);
        Assert.Equal(413, (await registrar.Upload(page, Send, "fichier", "grand.csv", new byte[(10 * 1024 * 1024) + 1])).Status);
    }

    [Fact]
    public async Task The_template_of_an_agreement_imports_back_once_it_is_filled_in()
    {
        await Agreed("IMPORT-3");
        var registrar = await house.Visit("HETS", "registrar");
        var template = await registrar.Download("/importer/modele.xlsx?convention=IMPORT-3");
        var filled = await FilledIn(template);
        var preview = await Looked(registrar, "IMPORT-3", "modele.xlsx", filled);
        Assert.Empty(preview.Document.QuerySelectorAll("tr.faulty"));
        Assert.Contains("01.10.2014", preview.Text, StringComparison.Ordinal);
        Assert.Equal("Enregistrer 1 ligne", preview.One("form.form .acts button").TextContent);
    }

    /// <summary>The template as another program leaves it: one line, typed below the headings.</summary>
    internal static async Task<byte[]> FilledIn(byte[] template)
    {
        using var file = new MemoryStream();
        await file.WriteAsync(template);
        using (var book = SpreadsheetDocument.Open(file, isEditable: true))
        {
            Assert.Empty(new OpenXmlValidator().Validate(book).Select(error => $"{error.Path?.XPath}: {error.Description}"));
            var sheet = ((WorksheetPart)book.WorkbookPart!.GetPartById("lines")).Worksheet!;
            var lists = sheet.Descendants<DataValidation>().ToList();
            // Whoever is known by now has a list as well.
            Assert.InRange(lists.Count, 7, 8);
            var row = new Row { RowIndex = 2 };
            foreach (var (index, text) in new[] { "I3-1", null, "HG", "HETS", "HG-031", "formation-de-base", "cours", "Budget", null, "heure", "directe", "oui", "Genève" }.Index())
            {
                var at = $"{(char)('A' + index)}2";
                row.Append(index switch
                {
                    1 => new Cell(new CellValue(41913)) { CellReference = at, StyleIndex = 1 },
                    8 => new Cell(new CellValue(2)) { CellReference = at },
                    _ => new Cell(new InlineString(new Text(text!))) { CellReference = at, DataType = CellValues.InlineString },
                });
            }

            sheet.GetFirstChild<SheetData>()!.Append(row);
        }

        return file.ToArray();
    }

    private static async Task<SeenPage> Looked(Browser registrar, string agreement, string name, byte[] list)
    {
        var page = (await registrar.Open($"/importer?convention={agreement}")).Is(200);
        return await Worked(registrar, (await registrar.Upload(page, Send, "fichier", name, list)).Is(200));
    }

    /// <summary>Looks again until the list has been worked.</summary>
    private static async Task<SeenPage> Worked(Browser registrar, SeenPage page)
    {
        await Eventually.Holds("the list is worked", async () =>
        {
            page = (await registrar.Open(page.Address.PathAndQuery)).Is(200);
            return page.Document.QuerySelector("progress") is null;
        });
        return page;
    }

    private async Task Agreed(string reference)
    {
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Given.Agreement(reference));
    }
}
