using HourExchange.Words.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HourExchange.Ui.Sheets;

/// <summary>In which language a sheet is read.</summary>
public static class SheetLanguage
{
    /// <summary>What the query says, else the language most wanted of Accept-Language, else French as in Switzerland.</summary>
    /// <param name="asked">fr-CH, fr-FR, de-CH or en; another is read as the nearest of these.</param>
    public static string Of(HttpContext http, string? asked)
    {
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        var wanted = http.Request.GetTypedHeaders().AcceptLanguage.Where(language => language.Quality is not 0).OrderByDescending(language => language.Quality ?? 1);
        return Spelling.Of(asked ?? wanted.FirstOrDefault()?.Value.Value).Language;
    }
}
