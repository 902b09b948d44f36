import { tidy } from "./keywords.ts";

/** Words that tell of a person's health, one line a weight and kind. */
const diagnoses = `
hiv positive|hiv|aids|hepatitis b|hepatitis c|tuberculosis|syphilis|chlamydia|gonorrhea|gonorrhoea|genital herpes
carcinoma|adenocarcinoma|melanoma|lymphoma|leukemia|leukaemia|metastatic|metastases|metastasis|glioblastoma|sarcoma|myeloma
breast cancer|lung cancer|prostate cancer|colon cancer|colorectal cancer|ovarian cancer|pancreatic cancer|cervical cancer|skin cancer
diabetes mellitus|type 1 diabetes|type 2 diabetes|diabetic|hypertension|hyperlipidemia|hypothyroidism|hyperthyroidism
myocardial infarction|heart failure|atrial fibrillation|coronary artery disease|angina|arrhythmia|ischemic stroke|deep vein thrombosis|pulmonary embolism
copd|emphysema|asthma|pneumonia|bronchitis|cystic fibrosis|sleep apnea|sepsis|covid-19
schizophrenia|bipolar disorder|major depressive disorder|clinical depression|anxiety disorder|panic disorder|ptsd|post-traumatic stress disorder|obsessive compulsive disorder|borderline personality disorder|suicidal ideation|psychosis
substance abuse|alcohol dependence|alcoholism|opioid use disorder|drug overdose|anorexia nervosa|bulimia|adhd|autism spectrum disorder
alzheimer's|alzheimer's disease|dementia|parkinson's disease|multiple sclerosis|epilepsy|seizure disorder|migraine|neuropathy|huntington's disease
crohn's disease|ulcerative colitis|irritable bowel syndrome|cirrhosis|pancreatitis|celiac disease|gerd|kidney failure|renal failure|chronic kidney disease
rheumatoid arthritis|osteoarthritis|osteoporosis|fibromyalgia|lupus|psoriasis|eczema|anemia|anaemia|sickle cell|hemophilia
endometriosis|miscarriage|ectopic pregnancy|preeclampsia|gestational diabetes|infertility|erectile dysfunction
bluthochdruck|herzinfarkt|schlaganfall|krebserkrankung|zuckerkrankheit|depressive episode|mammakarzinom
cancer du sein|diabète|hypertension artérielle|infarctus|cáncer de mama|hipertensión|esquizofrenia`;

const medicines = `
metformin|insulin glargine|insulin lispro|humalog|lantus|semaglutide|ozempic|wegovy|liraglutide|empagliflozin|glipizide|sitagliptin
lisinopril|enalapril|ramipril|losartan|valsartan|amlodipine|metoprolol|atenolol|bisoprolol|carvedilol|hydrochlorothiazide|furosemide|spironolactone
atorvastatin|simvastatin|rosuvastatin|pravastatin|warfarin|apixaban|eliquis|rivaroxaban|xarelto|clopidogrel|enoxaparin
levothyroxine|omeprazole|pantoprazole|esomeprazole|prednisone|prednisolone|dexamethasone|albuterol|salbutamol|fluticasone|montelukast
sertraline|zoloft|fluoxetine|prozac|escitalopram|lexapro|citalopram|paroxetine|duloxetine|cymbalta|venlafaxine|bupropion|mirtazapine|trazodone|amitriptyline
quetiapine|risperidone|olanzapine|aripiprazole|haloperidol|clozapine|lithium carbonate|lamotrigine|valproate|carbamazepine|levetiracetam|topiramate|gabapentin|pregabalin
alprazolam|xanax|lorazepam|ativan|clonazepam|diazepam|valium|zolpidem|temazepam
oxycodone|oxycontin|hydrocodone|vicodin|percocet|morphine|fentanyl|tramadol|codeine|hydromorphone|buprenorphine|suboxone|methadone|naltrexone|naloxone
methylphenidate|ritalin|adderall|lisdexamfetamine|vyvanse|atomoxetine
amoxicillin|azithromycin|ciprofloxacin|doxycycline|cephalexin|clindamycin|metronidazole|acyclovir|valacyclovir|fluconazole|oseltamivir
tamoxifen|letrozole|anastrozole|methotrexate|cisplatin|paclitaxel|doxorubicin|rituximab|trastuzumab|pembrolizumab|adalimumab|humira|etanercept|infliximab
truvada|biktarvy|emtricitabine|tenofovir|efavirenz|dolutegravir|genvoya|sildenafil|tadalafil|finasteride|hydroxychloroquine|donepezil|memantine|levodopa`;

const context = `
patient|patients|patientin|paciente|diagnosis|diagnoses|diagnosed with|diagnosed|diagnose|diagnostic|prognosis|prescribed|prescription|rx
mg daily|mg twice daily|mg once daily|mg/day|mg po|mcg|dosage|dose of|tablets daily|refills
symptoms|symptomatic|chief complaint|medical history|family history|history of|presents with|presented with|discharge summary|progress note|treatment plan
biopsy|ct scan|mri scan|x-ray|ultrasound|mammogram|colonoscopy|ecg|ekg|blood pressure|heart rate|lab results|test results|blood test|a1c|hemoglobin|creatinine|viral load|cd4 count
chemotherapy|radiotherapy|radiation therapy|dialysis|surgery|transplant|hospitalized|admitted to hospital|inpatient|outpatient|oncology|oncologist|cardiologist|psychiatrist|psychotherapy|physician|attending physician
allergies|allergic to|medications|current medications|vital signs|medical record|sick note|arztbrief|befund|behandlung|traitement|ordonnance|tratamiento`;

const weights = new Map<string, number>();
for (const [list, weight] of [
  [diagnoses, 4],
  [medicines, 4],
  [context, 2],
] as const) {
  for (const phrase of list.trim().split(/[|\n]/)) weights.set(tidy(phrase), weight);
}

/** Weight of each phrase: 4 names an illness or medicine, 2 tells of care. */
export const healthVocabulary: ReadonlyMap<string, number> = weights;
