using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace HourExchange.Plumbing.Tables;

/// <summary>Forward-only reading of a workbook's parts.</summary>
internal static class PartReading
{
    /// <summary>By local name: an element of a sheet has no two attributes of one name that matter here.</summary>
    public static string? Attribute(this OpenXmlReader reader, string name)
    {
        foreach (var attribute in reader.Attributes)
        {
            if (attribute.LocalName == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>The text of the rich or plain string the reader stands on, up to its end. Reading aids (furigana) are no part of it.</summary>
    public static string ReadText(this OpenXmlReader reader, Type container)
    {
        var text = new StringBuilder();
        var inReadingAid = false;
        while (reader.Read() && !(reader.ElementType == container && reader.IsEndElement))
        {
            if (reader.ElementType == typeof(PhoneticRun))
            {
                inReadingAid = reader.IsStartElement;
            }
            else if (reader.ElementType == typeof(DocumentFormat.OpenXml.Spreadsheet.Text) && reader.IsStartElement && !inReadingAid)
            {
                text.Append(reader.GetText());
            }
        }

        return SpreadsheetText.Plain(text.ToString());
    }
}
