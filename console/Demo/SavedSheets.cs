namespace HourExchange.Console.Demo;

/// <summary>Sheets to print and workbooks as a reader downloads them, beside the data of this run.</summary>
internal sealed class SavedSheets(string folder)
{
    /// <summary>Beside the key of a checkout.</summary>
    public static SavedSheets Beside(string keyFile) => new(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(keyFile))!, "demo"));

    /// <summary>Downloads a report as HTML and XLSX and says where they are.</summary>
    /// <param name="http">Of somebody who may read it.</param>
    /// <param name="path">Of the report, from <c>api/</c> on, without a format.</param>
    /// <param name="name">Of the files, without an ending.</param>
    public async Task Save(HttpClient http, string path, string name)
    {
        Directory.CreateDirectory(folder);
        foreach (var format in (string[])["html", "xlsx"])
        {
            var file = Path.Combine(folder, $"{name}.{format}");
            await using var written = File.Create(file);
            await using var sheet = await http.GetStreamAsync(new Uri($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format={format}", UriKind.Relative));
            await sheet.CopyToAsync(written);
            System.Console.WriteLine($"  {name} : {file}");
        }
    }
}
