using System.Text;
using HourExchange.Plumbing.Sheets;
using HourExchange.Tests.Kit;
using HourExchange.Ui.Sheets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Ui.Sheets;

public sealed class SheetFormatTests
{
    [Theory]
    [InlineData(null, null, "json")]
    [InlineData(null, "*/*", "json")]
    [InlineData(null, "application/json", "json")]
    [InlineData(null, "application/*", "json")]
    [InlineData(null, "text/html", "html")]
    [InlineData(null, "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "html")]
    [InlineData(null, "text/csv;q=0.5, application/json;q=0.4", "csv")]
    [InlineData(null, "text/csv; charset=utf-8", "csv")]
    [InlineData(null, "*/*, text/csv", "csv")]
    [InlineData(null, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")]
    [InlineData(null, "APPLICATION/VND.OPENXMLFORMATS-OFFICEDOCUMENT.SPREADSHEETML.SHEET", "xlsx")]
    [InlineData(null, "application/pdf, application/json;q=0.1", "json")]
    [InlineData(null, "no type at all", "json")]
    [InlineData("csv", "application/pdf", "csv")]
    [InlineData("xlsx", "application/json", "xlsx")]
    [InlineData("html", null, "html")]
    [InlineData("json", "text/html", "json")]
    public void The_query_says_the_format_then_accept_then_it_is_json(string? format, string? accept, string found)
    {
        var http = Http(accept);
        Assert.False(SheetFormat.Negotiate(http, new(format, null, null)).IsRefused(out var refusal, out var negotiated), refusal?.Code);
        Assert.Equal(found, negotiated!.Name);
        Assert.Equal("Accept", http.Response.Headers.Vary);
    }

    [Theory]
    [InlineData("pdf", null, null, 406, "format-not-offered")]
    [InlineData("CSV", null, null, 406, "format-not-offered")]
    [InlineData(null, "application/pdf", null, 406, "format-not-offered")]
    [InlineData(null, "application/json;q=0", null, 406, "format-not-offered")]
    [InlineData(null, "text/xml, image/*", null, 406, "format-not-offered")]
    [InlineData("csv", null, "excel", 422, "dialect-unknown")]
    public void What_is_not_offered_is_refused(string? format, string? accept, string? dialect, int status, string code)
    {
        Assert.True(SheetFormat.Negotiate(Http(accept), new(format, dialect, null)).IsRefused(out var refusal, out _));
        Assert.Equal((status, code), ((int)refusal.Kind, refusal.Code));
    }

    [Theory]
    [InlineData("html", null, null, "text/html; charset=utf-8", "bilan-hets-hg-2015-2016.html", "<!doctype html>")]
    [InlineData("xlsx", null, null, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "bilan-hets-hg-2015-2016.xlsx", "PK")]
    [InlineData("csv", null, "lines", "text/csv; charset=utf-8", "bilan-hets-hg-2015-2016-lines.csv", "\uFEFFGenre de ligne;Groupe;Remarque;N°;")]
    [InlineData("csv", null, null, "text/csv; charset=utf-8", "bilan-hets-hg-2015-2016.csv", "\uFEFFGenre de ligne;Groupe;Remarque;Part;")]
    [InlineData("csv", "rfc4180", "lines", "text/csv; charset=utf-8", "bilan-hets-hg-2015-2016-lines.csv", "kind,group,mark,number,")]
    public async Task An_answer_is_a_whole_file_with_its_name(string format, string? dialect, string? table, string mediaType, string name, string begins)
    {
        var http = Http(null);
        SheetFormat.Negotiate(http, new(format, dialect, table)).IsRefused(out _, out var negotiated);
        await (await negotiated!.Answer(http, "report", _ => EveryBlock.In("fr-CH"), table)).ExecuteAsync(http);
        Assert.Equal((200, mediaType), (http.Response.StatusCode, http.Response.ContentType));
        Assert.Equal($"attachment; filename={name}; filename*=UTF-8''{name}", http.Response.Headers.ContentDisposition);
        var body = ((MemoryStream)http.Response.Body).ToArray();
        Assert.StartsWith(begins, Encoding.UTF8.GetString(body), StringComparison.OrdinalIgnoreCase);
        using var kept = new MemoryStream();
        await negotiated.Write(kept, EveryBlock.In("fr-CH"), table, TestContext.Current.CancellationToken);
        // A workbook is a ZIP archive, which has the time of day in it.
        Assert.True(format == "xlsx" ? kept.Length > 0 : body.AsSpan().SequenceEqual(kept.ToArray()));
    }

    [Fact]
    public async Task A_table_that_a_sheet_has_not_is_not_found()
    {
        var http = Http(null);
        await (await SheetFormat.Csv.Answer(http, "report", _ => EveryBlock.In("fr-CH"), "nothing")).ExecuteAsync(http);
        Assert.Equal(404, http.Response.StatusCode);
        Assert.Contains("table-not-found", Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => SheetFormat.Json.Write(new MemoryStream(), EveryBlock.In("en"), null, TestContext.Current.CancellationToken));
    }

    private static DefaultHttpContext Http(string? accept)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(), Response = { Body = new MemoryStream() } };
        if (accept is not null)
        {
            http.Request.Headers.Accept = accept;
        }

        return http;
    }
}
