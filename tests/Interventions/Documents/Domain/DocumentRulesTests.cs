using System.IO.Compression;
using System.Text;
using HourExchange.Interventions.Documents.Domain;

namespace HourExchange.Tests.Interventions.Documents.Domain;

public sealed class DocumentRulesTests
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    [Fact]
    public void The_content_begins_as_its_declared_type_does()
    {
        var contents = new Dictionary<string, byte[]>
        {
            ["application/pdf"] = "%PDF-1.4\n"u8.ToArray(),
            ["image/png"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0],
            ["image/jpeg"] = [0xFF, 0xD8, 0xFF, 0xE0],
            [Word] = Zip("[Content_Types].xml", "word/document.xml"),
        };
        foreach (var type in contents.Keys)
        {
            foreach (var (of, content) in contents)
            {
                Assert.Equal(type == of ? null : "document-content-mismatch", DocumentRules.Check("Convention", type, content).Refusal?.Code);
            }
        }

        Assert.Equal("document-content-mismatch", DocumentRules.Check("Convention", Word, Zip("[Content_Types].xml", "xl/workbook.xml")).Refusal?.Code);
        Assert.Equal("document-content-mismatch", DocumentRules.Check("Convention", "application/pdf", []).Refusal?.Code);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/svg+xml")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_types_are_not_taken(string? type) =>
        Assert.Equal("document-type-unsupported", DocumentRules.Check("Convention", type, "%PDF-"u8).Refusal?.Code);

    [Theory]
    [InlineData("Convention 2012, signée", "Convention-2012-signée.pdf")]
    [InlineData("../../etc/passwd", "etc-passwd.pdf")]
    [InlineData("virus.exe", "virus-exe.pdf")]
    [InlineData("a\r\nSet-Cookie: x=\"1\"", "a-Set-Cookie-x-1.pdf")]
    [InlineData("…", "document.pdf")]
    public void A_file_name_is_safe_wherever_it_is_saved(string title, string expected) =>
        Assert.Equal(expected, DocumentKind.Find("Application/PDF")!.FileName(title));

    [Fact]
    public void A_long_title_makes_a_short_file_name() =>
        Assert.Equal(84, DocumentKind.Find("application/pdf")!.FileName(new string('x', 200)).Length);

    private static byte[] Zip(params string[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                using var entry = zip.CreateEntry(part).Open();
                entry.Write(Encoding.UTF8.GetBytes("<x/>"));
            }
        }

        return file.ToArray();
    }
}
