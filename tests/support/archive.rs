//! ZIP archives and PDF documents written by hand, the way that no program writes them.

// Every test that includes this file uses a part of it.
#![allow(dead_code)]

use flate2::{Compression, Crc, write::DeflateEncoder, write::ZlibEncoder};
use std::io::Write;

/// An archive of files, with names in any bytes.
pub fn zip(files: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let mut crc = Crc::new();
        crc.update(content);
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(content).unwrap();
        let packed = packer.finish().unwrap();
        let mut about = Vec::new();
        for number in [20_u16, 0, 8, 0, 0x21] {
            about.extend(number.to_le_bytes());
        }
        for number in [crc.sum(), packed.len() as u32, content.len() as u32] {
            about.extend(number.to_le_bytes());
        }
        about.extend((name.len() as u16).to_le_bytes());
        about.extend(0_u16.to_le_bytes());
        let at = bytes.len() as u32;
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&about);
        bytes.extend(name);
        bytes.extend(packed);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&about);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name);
    }
    let (at, count) = (bytes.len() as u32, files.len() as u16);
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend([(list.len() as u32).to_le_bytes(), at.to_le_bytes()].concat());
    bytes.extend([0, 0]);
    bytes
}

/// A Word document with this text and so many blanks.
pub fn docx(text: &str, blanks: usize) -> Vec<u8> {
    let lines: String = text.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let root = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let xml = format!("<w:document xmlns:w=\"{root}\"><w:body>{lines}{}</w:body></w:document>", " ".repeat(blanks));
    zip(&[(b"word/document.xml".to_vec(), xml.into_bytes())])
}

/// A document of these objects, numbered from 1; the first is the catalogue.
pub fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    bytes
}

/// A stream, packed; `more` stands in its dictionary.
pub fn stream(content: &[u8], more: &str) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(content).unwrap();
    let packed = packer.finish().unwrap();
    let mut bytes = format!("<<{more}/Filter/FlateDecode/Length {}>>stream\n", packed.len()).into_bytes();
    bytes.extend(packed);
    bytes.extend(b"\nendstream");
    bytes
}

/// A document of one page with this content, resources and further objects, which are numbered from 5.
pub fn page(content: &[u8], resources: &str, further: Vec<Vec<u8>>) -> Vec<u8> {
    let text = |text: String| text.into_bytes();
    let mut objects = vec![
        text("<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        text("<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned()),
        text(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<{resources}>>>>")),
        stream(content, ""),
    ];
    objects.extend(further);
    pdf(&objects)
}

/// A page whose font is not in the document and has this predefined encoding: nothing but the encoding says which
/// characters its codes are. `lines` are codes.
pub fn page_in(encoding: &str, ordering: &str, lines: &[Vec<u8>]) -> Vec<u8> {
    let mut content = b"BT /F 12 Tf 14 TL 50 750 Td ".to_vec();
    for line in lines {
        let hex: String = line.iter().map(|byte| format!("{byte:02x}")).collect();
        content.extend(format!("<{hex}> Tj T* ").bytes());
    }
    content.extend(b"ET");
    let font = format!("<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/{encoding}/DescendantFonts[6 0 R]>>");
    let system = format!("/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>");
    let descendant = format!("<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong{system}/DW 1000>>");
    page(&content, "/Font<</F 5 0 R>>", vec![font.into_bytes(), descendant.into_bytes()])
}

/// Documents that are made to fill memory, to run for ever or to break their reader, by name.
pub fn hostile_pdfs() -> Vec<(&'static str, Vec<u8>)> {
    let forms = |count: usize, draws: usize| -> Vec<Vec<u8>> {
        let form = |at: usize| {
            let resources = format!("/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X {} 0 R>>>>", at + 1);
            stream("/X Do ".repeat(draws).as_bytes(), &resources)
        };
        (5..5 + count).map(form).collect()
    };
    let zeros = vec![b' '; 300 * 1024 * 1024];
    let once = stream(&zeros, "");
    let packed = {
        let at = once.windows(7).position(|word| word == b"stream\n").unwrap() + 7;
        once[at..once.len() - 10].to_vec()
    };
    let mut twice = ZlibEncoder::new(Vec::new(), Compression::best());
    twice.write_all(&packed).unwrap();
    let twice = twice.finish().unwrap();
    let mut chained = format!("<</Filter[/FlateDecode/FlateDecode]/Length {}>>stream\n", twice.len()).into_bytes();
    chained.extend(&twice);
    chained.extend(b"\nendstream");
    let head = |kids: &str| {
        vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), format!("<</Type/Pages/Kids[{kids}]/Count 1>>").into_bytes()]
    };
    let one_page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>".to_vec();
    let with = |content: Vec<u8>| pdf(&[head("3 0 R"), vec![one_page.clone(), content]].concat());
    vec![
        ("a stream of 300 MB", with(once)),
        ("a stream packed twice", with(chained)),
        ("forms in forms, ten each", page(b"/X Do", "/XObject<</X 5 0 R>>", forms(40, 10))),
        (
            "a form in itself",
            page(
                b"/X Do",
                "/XObject<</X 5 0 R>>",
                vec![stream(
                    "/X Do ".repeat(100).as_bytes(),
                    "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 5 0 R>>>>",
                )],
            ),
        ),
        ("pages in themselves", pdf(&head("2 0 R 2 0 R"))),
        ("a million brackets", with(stream(&b"[".repeat(1_000_000), ""))),
        ("a catalogue of brackets", pdf(&[[b"<</Type/Catalog/Pages ".to_vec(), b"[".repeat(1_000_000)].concat()])),
        ("dictionaries in dictionaries", pdf(&["<</A".repeat(300_000).into_bytes()])),
        (
            "widths of four billion signs",
            page(
                b"BT /F 12 Tf (a) Tj ET",
                "/Font<</F 5 0 R>>",
                vec![
                    b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]>>".to_vec(),
                    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/A/W[0 4294967295 500]>>".to_vec(),
                ],
            ),
        ),
        ("nothing but a head", b"%PDF-1.7\n".to_vec()),
        (
            "noise",
            [b"%PDF-1.7\n".to_vec(), (0..200_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect()].concat(),
        ),
    ]
}
