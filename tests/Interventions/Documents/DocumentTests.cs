using System.Net.Http.Headers;
using HourExchange.Interventions;
using HourExchange.Interventions.Documents.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Documents;

[Trait("needs", "servers")]
public sealed class DocumentTests(House house) : IClassFixture<House>
{
    private const string Pdf = "application/pdf";

    [Fact]
    public async Task A_document_is_attached_once_and_read_back_byte_for_byte_by_the_parties_alone()
    {
        await Given.AgreementInForce(house);
        var hets = await house.As("HETS", "management");
        const string Documents = "agreements/HETS-HG/documents";
        byte[] content = [.. "%PDF-1.4\n"u8, 0, 255, 13, 10, 26];
        var attached = (await hets.PostRaw(Documents + "?title=Convention%20sign%C3%A9e", content, Pdf)).Is(201);
        var id = attached["id"].GetString();
        Assert.Equal(id, (await (await house.As("HG", "management")).PostRaw(Documents + "?title=Copie", content, Pdf)).Is(200)["id"].GetString());

        (await hets.PostRaw(Documents + "?title=X", content, "text/html")).IsProblem(422, "document-type-unsupported");
        (await hets.PostRaw(Documents + "?title=X", content, "image/png")).IsProblem(422, "document-content-mismatch");
        (await hets.PostRaw(Documents + "?title=%20", content, Pdf)).IsProblem(422, "document-title-invalid");
        (await hets.PostRaw(Documents, content, Pdf)).IsProblem(400, "request-invalid");
        (await hets.PostRaw(Documents + "?title=X", Large(DocumentRules.SizeLimitBytes + 1), Pdf)).IsProblem(413, "body-too-large");
        (await hets.PostRaw(Documents + "?title=Grand", Large(DocumentRules.SizeLimitBytes), Pdf)).Is(201);
        (await (await house.As("HETS", "registrar")).PostRaw(Documents + "?title=X", content, Pdf)).IsProblem(403, "role-missing");
        (await (await house.As("ISSM", "management")).PostRaw(Documents + "?title=X", content, Pdf)).IsProblem(404, "agreement-not-found");

        var list = (await (await house.As("HG", "registrar")).Get(Documents)).Is(200)["documents"];
        Assert.Equal(["Convention signée", "Grand"], list.EnumerateArray().Select(document => document.GetProperty("title").GetString()));
        (await (await house.As("ISSM", "auditor")).Get($"{Documents}/{id}")).IsProblem(404, "agreement-not-found");
        (await hets.Get($"{Documents}/{Guid.CreateVersion7()}")).IsProblem(404, "document-not-found");

        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestKeys.Token("HG", "auditor"));
        using var answer = await http.GetAsync(new Uri(await house.Address(InterventionsService.Host), $"/api/v1/{Documents}/{id}"));
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(Pdf, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("Convention-signée.pdf", answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task A_withdrawn_document_stays_in_the_list_is_read_by_its_own_institution_alone_and_may_be_attached_again()
    {
        await Given.AgreementInForce(house, "RETIRE");
        var (hets, hg) = (await house.As("HETS", "management"), await house.As("HG", "management"));
        const string Documents = "agreements/RETIRE/documents";
        byte[] content = [.. "%PDF-1.4\n"u8, 7];
        var first = (await hets.PostRaw(Documents + "?title=Budget", content, Pdf)).Is(201);
        var path = $"{Documents}/{first["id"].GetString()}";
        Assert.Equal(("attached", "HETS", "withdraw"), (first["state"].GetString(), first["attachedBy"].GetString(), first["acts"][0].GetString()));
        (await hg.Post(path + "/withdrawals", new { reason = "Pas le nôtre" })).IsProblem(403, "document-of-others");
        (await hets.Post(path + "/withdrawals", new { reason = "x" })).IsProblem(422, "reason-missing");
        (await (await house.As("HETS", "registrar")).Post(path + "/withdrawals", new { reason = "Mauvais fichier" })).IsProblem(403, "role-missing");
        (await (await house.As("ISSM", "management")).Post(path + "/withdrawals", new { reason = "Mauvais fichier" })).IsProblem(404, "agreement-not-found");
        (await hets.Post($"{Documents}/{Guid.CreateVersion7()}/withdrawals", new { reason = "Mauvais fichier" })).IsProblem(404, "document-not-found");
        (await hg.Get(path)).Is(200);

        (await hets.Post(path + "/withdrawals", new { reason = "Mauvais fichier" })).Is(200);
        (await hets.Post(path + "/withdrawals", new { reason = "Mauvais fichier" })).IsProblem(409, "document-withdrawn");
        (await hg.Get(path)).IsProblem(403, "document-withdrawn");
        Assert.Equal(content, (await (await house.As("HETS", "auditor")).Get(path)).Is(200).Bytes);

        // By whom ever: it is another document now.
        var second = (await hg.PostRaw(Documents + "?title=Budget%20encore", content, Pdf)).Is(201);
        Assert.Equal(second["id"].GetString(), (await hets.PostRaw(Documents + "?title=X", content, Pdf)).Is(200)["id"].GetString());
        (await hets.Get($"{Documents}/{second["id"].GetString()}")).Is(200);
        var list = (await hg.Get(Documents)).Is(200)["documents"].EnumerateArray().ToList();
        Assert.Equal(["withdrawn", "attached"], list.Select(document => document.GetProperty("state").GetString()));
        var withdrawal = list[0].GetProperty("withdrawal");
        Assert.Equal(("HETS-management", "Mauvais fichier"), (withdrawal.GetProperty("subject").GetString(), withdrawal.GetProperty("reason").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, list[1].GetProperty("withdrawal").ValueKind);
    }

    private static byte[] Large(int bytes)
    {
        var content = new byte[bytes];
        "%PDF-1.4\n"u8.CopyTo(content);
        return content;
    }
}
