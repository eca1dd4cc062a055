using System.Text;
using HourExchange.Plumbing.Sheets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HourExchange.Ui.Sheets;

/// <summary>
/// A sheet as one HTML document to read and to print: its stylesheet and font inside, no script, nothing that is fetched from elsewhere.
/// </summary>
public static class SheetHtml
{
    private static readonly ServiceProvider NoServices = new ServiceCollection().BuildServiceProvider();

    public static async Task<string> Render(Sheet sheet, CancellationToken stopping = default)
    {
        using var text = new StringWriter();
        await Render(sheet, text, stopping);
        return text.ToString();
    }

    /// <param name="file">Stays open. UTF-8 without BOM.</param>
    public static async Task Write(Stream file, Sheet sheet, CancellationToken stopping = default)
    {
        await using var text = new StreamWriter(file, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
        await Render(sheet, text, stopping);
    }

    private static async Task Render(Sheet sheet, TextWriter text, CancellationToken stopping)
    {
        var printed = await PrintedSheet.Of(sheet, stopping);
        await using var renderer = new HtmlRenderer(NoServices, NullLoggerFactory.Instance);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(SheetDocument.Printed)] = printed });
            var root = await renderer.RenderComponentAsync<SheetDocument>(parameters);
            root.WriteHtmlTo(text);
        });
    }
}
