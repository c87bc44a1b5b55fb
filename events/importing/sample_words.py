"""The words that sample catalogues are made of. The places exist; nothing that is said of them does."""

from events.choices import SessionStatus

# City, ISO 3166 country, IANA zone, language of the floor.
PLACES = (
    ("Goyang", "KR", "Asia/Seoul", "ko"),
    ("Busan", "KR", "Asia/Seoul", "ko"),
    ("Chengdu", "CN", "Asia/Shanghai", "zh"),
    ("Wuhan", "CN", "Asia/Shanghai", "zh"),
    ("Yokohama", "JP", "Asia/Tokyo", "ja"),
    ("Hanoi", "VN", "Asia/Ho_Chi_Minh", "vi"),
    ("Bangkok", "TH", "Asia/Bangkok", "th"),
    ("Surabaya", "ID", "Asia/Jakarta", "id"),
    ("Kathmandu", "NP", "Asia/Kathmandu", "ne"),
    ("Kochi", "IN", "Asia/Kolkata", "hi"),
    ("Lahore", "PK", "Asia/Karachi", "ur"),
    ("Shiraz", "IR", "Asia/Tehran", "fa"),
    ("Jubail", "SA", "Asia/Riyadh", "ar"),
    ("Amman", "JO", "Asia/Amman", "ar"),
    ("Haifa", "IL", "Asia/Jerusalem", "he"),
    ("Cairo", "EG", "Africa/Cairo", "ar"),
    ("Rabat", "MA", "Africa/Casablanca", "ar"),
    ("Dakar", "SN", "Africa/Dakar", "fr"),
    ("Accra", "GH", "Africa/Accra", "en"),
    ("Nairobi", "KE", "Africa/Nairobi", "en"),
    ("Addis Ababa", "ET", "Africa/Addis_Ababa", "am"),
    ("Durban", "ZA", "Africa/Johannesburg", "en"),
    ("Izmir", "TR", "Europe/Istanbul", "tr"),
    ("Thessaloniki", "GR", "Europe/Athens", "el"),
    ("Lviv", "UA", "Europe/Kyiv", "uk"),
    ("Wrocław", "PL", "Europe/Warsaw", "pl"),
    ("Espoo", "FI", "Europe/Helsinki", "fi"),
    ("Hamburg", "DE", "Europe/Berlin", "de"),
    ("Turin", "IT", "Europe/Rome", "it"),
    ("Ghent", "BE", "Europe/Brussels", "nl"),
    ("Lyon", "FR", "Europe/Paris", "fr"),
    ("Madrid", "ES", "Europe/Madrid", "es"),
    ("Porto", "PT", "Europe/Lisbon", "pt"),
    ("Cork", "IE", "Europe/Dublin", "en"),
    ("St. John’s", "CA", "America/St_Johns", "en"),
    ("Montréal", "CA", "America/Toronto", "fr"),
    ("Guadalajara", "MX", "America/Mexico_City", "es"),
    ("Medellín", "CO", "America/Bogota", "es"),
    ("Recife", "BR", "America/Recife", "pt-br"),
    ("Rosario", "AR", "America/Argentina/Buenos_Aires", "es"),
    ("Oakland", "US", "America/Los_Angeles", "en"),
    ("Dunedin", "NZ", "Pacific/Auckland", "en"),
)

# Separated by spaces; what sessions are interpreted into most often comes more than once.
INTERPRETED = (
    "en en en en es es es fr fr fr ar ar ar zh zh ko ko pt-br ru ru ja he fa hi ur uk vi th tr de it pl"
)

TOPICS = (
    "Heat in cities",
    "Floods and drainage",
    "Adaptation plans",
    "Green roofs and trees",
    "Walking and cycling",
    "Public transport",
    "Energy in buildings",
    "Solar power",
    "Waste and reuse",
    "Food and soil",
    "Education for sustainability",
    "Climate finance",
    "Air quality",
    "Water supply",
    "Coasts and sea level",
    "Biodiversity",
    "Early warning",
    "Public health",
    "Housing",
    "Data and monitoring",
    "Youth",
    "Gender and equity",
    "Heritage",
    "Small islands",
)

SUBJECTS = (
    "schools that stay cool",
    "shade on every street",
    "who pays for adaptation",
    "rain gardens in practice",
    "counting trees, counting carbon",
    "buses that run on time",
    "heat plans for older people",
    "reading a climate budget",
    "rivers back in the city",
    "roofs that work",
    "what children ask about climate",
    "warning people in time",
    "repair instead of replace",
    "homes without gas",
    "the night market and the flood",
    "teaching teachers",
    "streets for cycling",
    "kitchens, gardens, compost",
    "planning with wetlands",
    "air that we can measure",
    "libraries as cool rooms",
    "insurance after the storm",
    "learning from drought",
    "jobs in the energy transition",
)

# Language, original title, title in English. Each original begins with that language’s word for “sample”.
ORIGINAL_TITLES = (
    ("ko", "샘플: 폭염에 대비하는 도시", "Sample: cities that prepare for heatwaves"),
    ("ko", "샘플: 기후 교육과 평생 학습", "Sample: climate education and lifelong learning"),
    ("zh-hans", "示例：城市与气候变化", "Sample: cities and climate change"),
    ("zh-hant", "範例：海綿城市的經驗", "Sample: lessons from sponge cities"),
    ("ja", "サンプル：まちの緑と防災", "Sample: urban green and preparing for disasters"),
    ("ar", "عينة: المدن وتغير المناخ", "Sample: cities and climate change"),
    ("ar", "عينة: المياه في المدن الحارة", "Sample: water in hot cities"),
    ("he", "דוגמה: צל ברחובות העיר", "Sample: shade in the streets of the city"),
    ("fa", "نمونه: شهرها و کم‌آبی", "Sample: cities and water scarcity"),
    ("ur", "نمونہ: شہر اور موسمیاتی تبدیلی", "Sample: cities and climate change"),
    ("hi", "नमूना: शहर और जलवायु परिवर्तन", "Sample: cities and climate change"),
    ("th", "ตัวอย่าง: เมืองกับน้ำท่วม", "Sample: cities and floods"),
    ("el", "Δείγμα: πόλεις και καύσωνας", "Sample: cities and heatwaves"),
    ("uk", "Зразок: міста та зміна клімату", "Sample: cities and climate change"),
    ("pl", "Przykład: łąki zamiast betonu", "Sample: meadows instead of concrete"),
    ("fr", "Exemple : la ville à l’épreuve de la chaleur", "Sample: the city put to the test by heat"),
)

NETWORKS = (
    "Network of Cool Cities",
    "Alliance of River Towns",
    "League of Learning Districts",
    "Forum of Coastal Cities",
    "Union of Walking Cities",
    "Council for Urban Trees",
    "Compact for Clean Air",
    "Circle of Climate Educators",
)

BODIES = (
    "Climate Office of {city}",
    "Academy for Urban Climate, {city}",
    "{city} Learning Centre",
    "{city} Water Board",
    "Chamber of Planners, {city}",
    "Youth Climate Council of {city}",
    "University Institute for Cities, {city}",
    "{city} Energy Agency",
    "Public Library of {city}",
    "{city} Green Fund",
)

PROVIDERS = ("Interpreters’ Cooperative of {city}", "{city} Language Service")

# Separated by spaces.
GIVEN_NAMES = (
    "Adaeze Agnieszka Ahmed Aiko Alejandra Amara Anh Anna Ayşe Bartosz Beatriz Carlos Chidi Chiara Dalia "
    "Dario Elena Esi Fatima Felipe Giorgos Hanna Haruto Ines Ioana Jamal Jin-woo Jonas Kwame Lakshmi Leila "
    "Li Lucía Maite Maria Mateo Mei Min-seo Miriam Mykola Nadia Niamh Noor Olga Omar Paulo Priya Quỳnh "
    "Rafael Ravi Rosa Samira Sanjay Selam Sofia Somchai Tariq Thandi Ümit Wanjiru Yael Yusuf Zeynep Zofia"
)
FAMILY_NAMES = (
    "Abebe Adeyemi Alvarez Bakker Benali Bianchi Boateng Byrne Castro Chen Choi Costa Demir Diallo Dlamini "
    "Duarte Fernández Fischer Gonçalves Haddad Hernández Hoang Ito Ivanenko Jansen Kamau Kaplan Karimi Kaur "
    "Khan Kim Kowalska Laine Laurent Lee Levi Lima Mahlangu Mansour Mbeki Mensah Mori Moreau Murphy Nair "
    "Ndiaye Nguyen Nowak Okafor Okoye Papadaki Park Patel Peeters Pereira Qureshi Rahman Rossi Ruiz Sato "
    "Schmidt Shrestha Silva Suzuki Tamang Tran Virtanen Wang Weber Yılmaz Zhang"
)

# Language, name as it is written in it, name in Latin script.
ORIGINAL_SPEAKERS = (
    ("ko", "김서연", "Kim Seo-yeon"),
    ("zh", "王晓梅", "Wang Xiaomei"),
    ("ja", "佐藤健", "Satō Ken"),
    ("ar", "ليلى حداد", "Layla Haddad"),
    ("he", "יעל לוי", "Yael Levi"),
    ("fa", "زهرا کریمی", "Zahra Karimi"),
    ("hi", "प्रिया शर्मा", "Priya Sharma"),
    ("th", "สมชาย ใจดี", "Somchai Jaidee"),
    ("el", "Ελένη Παπαδάκη", "Eleni Papadaki"),
    ("uk", "Олена Шевчук", "Olena Shevchuk"),
)

HONORIFICS = ("", "", "", "", "Dr.", "Prof.", "Ms.", "Mr.")
ROLES = (
    "",
    "",
    "Moderator",
    "Mayor",
    "Head of planning",
    "Researcher",
    "Teacher",
    "Project manager",
    "Youth delegate",
)
PLATFORMS = ("Zoom", "Microsoft Teams", "Webex", "")
AUDIENCES = ("", "City officials and planners", "Teachers and learners", "Anyone who is curious")
STATUS_REASONS = {
    SessionStatus.SCHEDULED: ("",),
    SessionStatus.TENTATIVE: (
        "The interpreters are not confirmed yet.",
        "The host has not confirmed the hour.",
        "",
    ),
    SessionStatus.POSTPONED: ("The host is looking for another date.", "The speaker has fallen ill.", ""),
    SessionStatus.CANCELLED: ("Too few people had registered.", "The venue is closed after the storm.", ""),
}
